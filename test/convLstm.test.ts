/** Convolutional LSTMs as users have them. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as tf from "@tensorflow/tfjs"
import {
  adam,
  bidirectional,
  convLstm1d,
  convLstm2d,
  dense,
  globalAveragePooling1d,
  globalAveragePooling2d,
  input,
  loadModel,
  lstm,
  model,
  tensor,
} from "shapeproof"
import { toLayersModel } from "shapeproof/tfjs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin((at + 1) * (seed + 1)))
const close = (found: unknown, expected: unknown) => {
  const [a = [], b = []] = [found, expected].map(one => [one].flat(9).map(Number))
  expect(a.length).toBe(b.length)
  for (const [at, value] of b.entries()) expect(a[at]).toBeCloseTo(value, 5)
}

describe.each(["wasm", "cpu"] as const)("on %s", backend => {
  beforeAll(() => useBackend(backend))
  afterAll(() => useBackend("wasm"))

  test("on images of one point it is an lstm", () => {
    const [one, other] = [input({ shape: [5, 3] }), input({ shape: [5, 1, 1, 3] })]
    const wanted = model({ inputs: one, outputs: lstm({ units: 4, returnSequences: true })(one) })
    const found = model({
      inputs: other,
      outputs: convLstm2d({ filters: 4, kernelSize: 1, returnSequences: true })(other),
    })
    const [kernel, recurrent, bias] = wanted.getWeights().map(weight => weight.dataSync())
    if (!kernel || !recurrent || !bias) throw new Error("an lstm has three weights")
    found.setWeights([
      tensor(Float32Array.from(kernel), [1, 1, 3, 16]),
      tensor(Float32Array.from(recurrent), [1, 1, 4, 16]),
      tensor(Float32Array.from(bias), [16]),
    ])
    const data = numbers(30, 1)
    close(found.predict(tensor(data, [2, 5, 1, 1, 3])).arraySync(), wanted.predict(tensor(data, [2, 5, 3])).arraySync())
  })

  test("the channels may come first", () => {
    const options = { filters: 2, kernelSize: [2, 3], strides: [1, 2], padding: "same", returnState: true } as const
    const [one, other] = [input({ shape: [3, 4, 5, 3] }), input({ shape: [3, 3, 4, 5] })]
    const last = model({ inputs: one, outputs: [...convLstm2d(options)(one)] })
    const first = model({ inputs: other, outputs: [...convLstm2d({ ...options, dataFormat: "channelsFirst" })(other)] })
    first.setWeights(last.getWeights())
    const data = tensor(numbers(180, 1), [1, 3, 4, 5, 3])
    const turned = data
      .arraySync()
      .map(steps => steps.map(rows => [0, 1, 2].map(C => rows.map(row => row.map(point => point[C] ?? 0)))))
    const wanted = last.predict(data)
    for (const [at, output] of first.predict(tensor(turned, [1, 3, 3, 4, 5])).entries()) {
      const back = output.arraySync().map(([a = [], b = []]) => a.map((row, y) => row.map((v, x) => [v, b[y]?.[x]])))
      close(back, wanted[at]?.arraySync())
    }
  })

  test("it does not see padding, and goes on from its states", () => {
    const x = input({ shape: ["T", 6, 2] })
    const layer = convLstm1d({ filters: 3, kernelSize: 3, returnState: true })
    const own = model({ inputs: x, outputs: [...layer(x)] })
    const [first, second] = [numbers(24, 1), numbers(24, 2)]
    const padded = Float32Array.from([...first, ...second, ...numbers(12, 3)])
    const [plain] = toLayersModel(own).layers.slice(-1)
    const mask = tf.tensor2d([[true, true, true, true, false]], undefined, "bool")
    const [whole] = [plain?.apply(tf.tensor(padded, [1, 5, 6, 2]), { mask })].flat()
    const [, h, c] = layer(tensor(first, [1, 2, 6, 2]))
    const [rest] = layer(tensor(second, [1, 2, 6, 2]), { initialState: [h, c] })
    if (!(whole instanceof tf.Tensor)) throw new Error("a layer gives a tensor")
    close(rest.arraySync(), whole.arraySync())
  })

  test("a model of two learns, also with dropout and dilation, and comes back from a file", async () => {
    const x = input({ shape: [3, 6, 6, 2] })
    const frames = convLstm2d({
      filters: 3,
      kernelSize: 2,
      dilationRate: 2,
      padding: "same",
      returnSequences: true,
      dropout: 0.1,
      recurrentDropout: 0.1,
    })(x)
    const y = globalAveragePooling2d()(convLstm2d({ filters: 4, kernelSize: 3, strides: 2 })(frames))
    const own = model({ inputs: x, outputs: dense({ units: 1 })(y) })
    const [samples, labels] = [tensor(numbers(864, 1), [4, 3, 6, 6, 2]), tensor(numbers(4, 3), [4, 1])]
    const trained = own.compile({ optimizer: adam({ learningRate: 0.01 }), loss: "meanSquaredError" })
    const { history } = await trained.fit(samples, labels, { epochs: 30, verbose: 0 })
    expect(history.loss.at(-1)).toBeLessThan(Number(history.loss[0]))
    const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
    await own.save(path)
    const loaded = await loadModel(path, { inputs: ["B", 3, 6, 6, 2], outputs: ["B", 1] })
    expect(loaded.predict(samples).arraySync()).toEqual(own.predict(samples).arraySync())
  })

  test("it runs in both directions", () => {
    const x = input({ shape: [3, 6, 2] })
    const both = bidirectional({ layer: convLstm1d({ filters: 3, kernelSize: 3 }), mergeMode: "sum" })(x)
    const own = model({ inputs: x, outputs: globalAveragePooling1d()(both) })
    const steps = numbers(36, 1)
    const [forward, backward] = [0, 1].map(turn => {
      const frames = [0, 1, 2].map(at => Array.from(steps.slice(12 * at, 12 * at + 12)))
      return own.predict(tensor(Float32Array.from((turn ? frames.reverse() : frames).flat()), [1, 3, 6, 2]))
    })
    const weights = own
      .getWeights()
      .map(weight => tensor(Float32Array.from(weight.dataSync()), weight.shape.map(Number)))
    own.setWeights([...weights.slice(3), ...weights.slice(0, 3)])
    const frames = [2, 1, 0].flatMap(at => Array.from(steps.slice(12 * at, 12 * at + 12)))
    close(own.predict(tensor(Float32Array.from(frames), [1, 3, 6, 2])).arraySync(), forward?.arraySync())
    expect(backward?.arraySync()).not.toEqual(forward?.arraySync())
  })
})
