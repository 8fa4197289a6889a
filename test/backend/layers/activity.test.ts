/** What outputs cost is in the loss, of the layer for it and of every layer that has the option. */
import { activityRegularization, dense, input, lstm, regularizers, sequential, sgd, tensor } from "shapeproof"
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { setMaskRepair } from "../../../src/backend/layers/masks.js"

const x = tensor([
  [1, -2],
  [3, 0.5],
])
const y = tensor([
  [0, 0],
  [0, 0],
])

test("the loss has the cost of the output for each sample, and its gradient", async () => {
  const plain = { kernelInitializer: "identity", useBias: false } as const
  for (const net of [
    sequential(input({ shape: [2] }), dense({ units: 2, ...plain }), activityRegularization({ l1: 0.1, l2: 0.01 })),
    sequential(
      input({ shape: [2] }),
      dense({ units: 2, ...plain, activityRegularizer: regularizers.l1l2({ l1: 0.1, l2: 0.01 }) }),
    ),
  ]) {
    const trained = net.compile({ optimizer: sgd({ learningRate: 1 }), loss: "meanSquaredError" })
    const { history } = await trained.fit(x, y, { epochs: 1, verbose: 0 })
    // The mean of the squares, and half of 0.1 * 6.5 + 0.01 * 14.25.
    expect(history.loss[0]).toBeCloseTo(14.25 / 4 + (0.1 * 6.5 + 0.01 * 14.25) / 2, 5)
    const [kernel] = net.getWeights()
    // x.T times the slope of loss and cost: x / 2 + (0.1 * sign(x) + 0.02 * x) / 2.
    const slope = (value: number) => value / 2 + (0.1 * Math.sign(value) + 0.02 * value) / 2
    const expected = [
      1 - (slope(1) + 3 * slope(3)),
      -(slope(-2) + 3 * slope(0.5)),
      -(-2 * slope(1) + 0.5 * slope(3)),
      1 - (-2 * slope(-2) + 0.5 * slope(0.5)),
    ]
    const found = Array.from(kernel?.dataSync() ?? [])
    for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 4)
  }
})

test("a recurrent layer with such an option can be called on data", () => {
  const layer = lstm({ units: 2, activityRegularizer: regularizers.l2({ l2: 0.5 }) })
  expect(layer(tensor([[[1, 2]]])).shape).toEqual([1, 2])
})

test("tfjs itself refuses to call such a layer", () => {
  const layer = tf.layers.dense({ units: 2, activityRegularizer: "l1l2" })
  setMaskRepair(false)
  expect(() => layer.apply(tf.ones([1, 2]))).toThrow("not supported yet")
  setMaskRepair(true)
  expect(layer.apply(tf.ones([1, 2]))).toBeInstanceOf(tf.Tensor)
})
