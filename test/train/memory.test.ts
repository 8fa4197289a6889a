/** Training leaves nothing behind, however long, and a last batch of another size counts what it should. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { progressBar } from "../../src/train/progress.js"
import { dense, dropout, input, lstm, model, tensor } from "shapeproof"

const terminal = { isTTY: true, columns: 80, write: () => true }
const samples = 70

const data = () => {
  const x = tensor(
    Float32Array.from({ length: samples * 12 }, (_, index) => Math.sin(index)),
    [samples, 4, 3],
  )
  const y = tensor(
    Float32Array.from({ length: samples * 2 }, (_, index) => (index + (index >> 1)) % 2),
    [samples, 2],
  )
  return { x, y }
}
const net = (metrics: readonly ("accuracy" | "precision")[]) => {
  const x = input({ shape: [4, 3] })
  const row = dropout({ rate: 0.2 })(lstm({ units: 5 })(x))
  const y = dense({ units: 2, activation: "softmax", kernelRegularizer: "l1l2" })(row)
  return model({ inputs: x, outputs: y }).compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics })
}

test.each([[[]], [["accuracy", "precision"]]] as const)("memory stays over epochs, with metrics %j", async metrics => {
  const trained = net(metrics)
  const { x, y } = data()
  const seen: (readonly [numTensors: number, numBytes: number])[] = []
  const callbacks = [
    progressBar(terminal),
    {
      onBatchEnd: () => {},
      onEpochEnd: () => {
        const { numTensors, numBytes } = tf.memory()
        seen.push([numTensors, numBytes])
      },
    },
  ]
  const options = { batchSize: 32, epochs: 6, verbose: 0, callbacks } as const
  await trained.fit(x, y, { ...options, validationSplit: 0.1 })
  // The first epoch makes the state of the optimizer.
  expect(new Set(seen.map(String)).size).toBe(1)
  const before = tf.memory()
  await trained.fit(x, y, options)
  const after = tf.memory()
  expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes])
})

test("a last batch of another size weighs what it should", async () => {
  const trained = net(["accuracy"])
  const { x, y } = data()
  const whole = await trained.evaluate(x, y, { batchSize: samples })
  for (const batchSize of [1, 32, 69]) {
    const parts = await trained.evaluate(x, y, { batchSize })
    expect(parts.loss).toBeCloseTo(whole.loss, 5)
    expect(parts.accuracy).toBeCloseTo(whole.accuracy, 5)
  }
})
