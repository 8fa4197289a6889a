import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { losses, reduced } from "../../src/train/losses.js"
import { lossNames } from "../../src/train/names.js"
import { difference } from "../backend/both.js"
import { fixture, maskOf, tensorOf } from "./fixture.js"

const of = (row: (typeof fixture.losses)[number]) => `${row.name} ${row.prediction.shape}`

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  test.each(fixture.losses.map(row => [of(row), row] as const))("%s as Keras", async (_, row) => {
    await useBackend(backend)
    tf.tidy(() => {
      const [truth, prediction] = [tensorOf(row.truth), tensorOf(row.prediction)]
      const values = losses[row.name](truth, prediction)
      expect(values.shape).toEqual(row.prediction.shape.slice(0, -1))
      expect(difference(values.dataSync(), row.values.values)).toBeLessThan(1e-5)
      for (const { mask, weights, loss, gradient } of row.reductions) {
        const { value, grad } = tf.valueAndGrad((given: tf.Tensor) =>
          reduced(losses[row.name](truth, given), maskOf(mask), weights && tensorOf(weights)),
        )(prediction)
        expect(difference(value.dataSync(), [loss])).toBeLessThan(1e-5)
        expect(difference(grad.dataSync(), gradient.values)).toBeLessThan(1e-5)
      }
    })
  })
})

test("every loss has a fixture", () => {
  expect([...new Set(fixture.losses.map(({ name }) => name))].sort()).toEqual([...lossNames].sort())
  expect(Object.keys(losses).sort()).toEqual([...lossNames].sort())
})

describe("sparse labels", () => {
  const prediction = () => tf.softmax(tf.linspace(-1, 2, 24).reshape([2, 3, 4]))
  const labels = [0, 3, 2, 1, 1, 0]
  const values = (truth: tf.Tensor) =>
    Array.from(tf.tidy(() => losses.sparseCategoricalCrossentropy(truth, prediction())).dataSync())

  test.each(["wasm", "cpu"] as const)(
    "are int32 or float32, with or without a last axis of 1, on %s",
    async backend => {
      await useBackend(backend)
      const wanted = values(tf.tensor2d(labels, [2, 3], "int32"))
      expect(values(tf.tensor2d(labels, [2, 3]))).toEqual(wanted)
      expect(values(tf.tensor3d(labels, [2, 3, 1]))).toEqual(wanted)
    },
  )

  test.each(["wasm", "cpu"] as const)("that are no class give NaN there, and only there, on %s", async backend => {
    await useBackend(backend)
    const wrong = values(tf.tensor2d([0, 4, 2, -1, 1, 0], [2, 3], "int32"))
    expect(wrong.map(Number.isNaN)).toEqual([false, true, false, true, false, false])
  })
})

test("a truth without the prediction's last axis of 1 is compared position by position", () => {
  const truth = tf.tensor2d([1, 2, 3, 4], [2, 2])
  expect(Array.from(losses.meanSquaredError(truth, tf.zeros([2, 2, 1])).dataSync())).toEqual([1, 4, 9, 16])
  expect(Array.from(losses.meanSquaredError(tf.tensor1d([1, 2]), tf.zeros([2, 1])).dataSync())).toEqual([1, 4])
})

test("weights and masks of samples meet the first axis of the values", () => {
  const values = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
  expect(reduced(values, null, tf.tensor1d([1, 10])).dataSync()[0]).toBeCloseTo((6 + 150) / 6, 5)
  expect(reduced(values, tf.tensor1d([0, 1], "bool")).dataSync()[0]).toBeCloseTo(5, 5)
  expect(reduced(values, tf.zeros([2, 3], "bool")).dataSync()[0]).toBe(0)
})

test("nothing is left behind", () => {
  const { numTensors } = tf.memory()
  for (const { name, truth, prediction } of fixture.losses)
    tf.tidy(() => tf.grad(given => losses[name](tensorOf(truth), given).sum())(tensorOf(prediction))).dispose()
  expect(tf.memory().numTensors).toBe(numTensors)
})
