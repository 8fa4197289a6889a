import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { lossFor, lossNamed, maskOf as ownMask, reduced } from "../../src/train/losses.js"
import { defaultsOf, losses as withOptions, isLossSettings } from "../../src/train/lossOptions.js"
import { lossNames } from "../../src/train/names.js"
import { difference } from "../backend/both.js"
import { fixture, maskOf, tensorOf } from "./fixture.js"

const rows = [...fixture.losses.map(row => ({ ...row, options: {} })), ...fixture.lossOptions]
type Row = (typeof rows)[number]
const of = (row: Row) => `${row.name} ${JSON.stringify(row.options)} ${row.prediction.shape}`

const settingsOf = ({ name, options }: Row) => {
  const make: unknown = Reflect.get(withOptions, name)
  const settings: unknown = typeof make === "function" ? make(options) : defaultsOf(name)
  if (!isLossSettings(settings)) throw new Error(`${name} gives no settings`)
  return settings
}
const both = (one: tf.Tensor | null, other: tf.Tensor | null) => (one && other ? one.logicalAnd(other) : (one ?? other))

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  test.each(rows.map(row => [of(row), row] as const))("%s as Keras", async (_, row) => {
    await useBackend(backend)
    tf.tidy(() => {
      const [truth, prediction] = [tensorOf(row.truth), tensorOf(row.prediction)]
      const settings = settingsOf(row)
      const compute = lossFor(settings)
      const values = compute(truth, prediction)
      const counted = ownMask(settings, truth, prediction)
      expect(values.shape).toEqual(row.values.shape)
      expect(difference(values.dataSync(), row.values.values)).toBeLessThan(1e-5)
      for (const { mask, weights, loss, gradient } of row.reductions) {
        const { value, grad } = tf.valueAndGrad((given: tf.Tensor) =>
          reduced(compute(truth, given), both(maskOf(mask), counted), weights && tensorOf(weights)),
        )(prediction)
        expect(difference(value.dataSync(), [loss])).toBeLessThan(1e-5)
        expect(difference(grad.dataSync(), gradient.values)).toBeLessThan(1e-5)
      }
    })
  })
})

test("every loss has a fixture", () => {
  expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual([...lossNames].sort())
  const tried = new Set(
    fixture.lossOptions.flatMap(({ name, options }) => Object.keys(options).map(key => `${name}.${key}`)),
  )
  const options = Object.values(withOptions).flatMap(make => {
    const { name, config } = make()
    return Object.keys(config).map(key => `${name}.${key}`)
  })
  expect([...tried].sort()).toEqual(options.sort())
})

describe("sparse labels", () => {
  const prediction = () => tf.softmax(tf.linspace(-1, 2, 24).reshape([2, 3, 4]))
  const labels = [0, 3, 2, 1, 1, 0]
  const values = (truth: tf.Tensor) =>
    Array.from(tf.tidy(() => lossNamed("sparseCategoricalCrossentropy")(truth, prediction())).dataSync())

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
  expect(Array.from(lossNamed("meanSquaredError")(truth, tf.zeros([2, 2, 1])).dataSync())).toEqual([1, 4, 9, 16])
  expect(Array.from(lossNamed("meanSquaredError")(tf.tensor1d([1, 2]), tf.zeros([2, 1])).dataSync())).toEqual([1, 4])
})

test("weights and masks of samples meet the first axis of the values", () => {
  const values = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
  expect(reduced(values, null, tf.tensor1d([1, 10])).dataSync()[0]).toBeCloseTo((6 + 150) / 6, 5)
  expect(reduced(values, tf.tensor1d([0, 1], "bool")).dataSync()[0]).toBeCloseTo(5, 5)
  expect(reduced(values, tf.zeros([2, 3], "bool")).dataSync()[0]).toBe(0)
})

test("nothing is left behind", () => {
  const { numTensors } = tf.memory()
  for (const { name, truth, prediction } of rows)
    tf.tidy(() => tf.grad(given => lossNamed(name)(tensorOf(truth), given).sum())(tensorOf(prediction))).dispose()
  expect(tf.memory().numTensors).toBe(numTensors)
})
