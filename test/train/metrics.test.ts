import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { type Metric, metricFor } from "../../src/train/metrics.js"
import { directions, metricNames } from "../../src/train/names.js"
import { difference } from "../backend/both.js"
import { fixture, maskOf, tensorOf } from "./fixture.js"

type Batches = (typeof fixture.metrics)[number]["batches"]

/** As the loop does: sums of batches are added, and the result is asked for at the end. */
const measured = (metric: Metric, batches: Batches): number =>
  metric.result(
    batches
      .map(({ truth, prediction, mask }) =>
        tf.tidy(() =>
          metric.update(tensorOf(truth), tensorOf(prediction), maskOf(mask)).map(sum => {
            expect(sum.rank).toBe(0)
            return sum.dataSync()[0] ?? Number.NaN
          }),
        ),
      )
      .reduce((totals, sums) => totals.map((total, index) => total + (sums[index] ?? Number.NaN))),
  )

const title = ({ name, loss, batches }: (typeof fixture.metrics)[number]) =>
  `${name} of ${loss}, ${batches.map(({ prediction }) => `[${prediction.shape}]`).join(" and ")}${batches[0]?.mask ? ", masked" : ""}`

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  test.each(fixture.metrics.map(row => [title(row), row] as const))("%s as Keras", async (_, row) => {
    await useBackend(backend)
    const width = row.batches[0]?.prediction.shape.at(-1) ?? null
    const { numTensors } = tf.memory()
    const found = measured(metricFor(row.name, row.loss, width), row.batches)
    expect(difference([found], [row.result])).toBeLessThan(1e-5)
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})

test("every metric has a name, a direction, and a fixture where Keras has the metric", () => {
  for (const name of metricNames) expect(metricFor(name, "custom", 5).name).toBe(name)
  expect(Object.keys(directions).sort()).toEqual([...metricNames].sort())
  const tested = new Set(fixture.metrics.map(({ name }) => name))
  expect(metricNames.filter(name => !tested.has(name))).toEqual(["perplexity"])
})

describe("perplexity is exp of the mean crossentropy of what is not masked", () => {
  const truth = tf.tensor2d([[0, 1, 2]], [1, 3], "int32")
  const prediction = tf.tensor3d([[[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.8, 0.1, 0.1]]]) // prettier-ignore
  const mask = tf.tensor2d([[1, 1, 0]], [1, 3], "bool")
  const metric = metricFor("perplexity", "custom", 3)
  const perplexity = (truth: tf.Tensor, mask: tf.Tensor | null) =>
    metric.result(metric.update(truth, prediction, mask).map(sum => sum.dataSync()[0] ?? 0))

  test("of labels", () => {
    expect(perplexity(truth, mask)).toBeCloseTo(2, 5)
    expect(perplexity(truth, null)).toBeCloseTo((2 * 2 * 10) ** (1 / 3), 4)
  })
  test("of one-hot labels", () => expect(perplexity(tf.oneHot(truth, 3), mask)).toBeCloseTo(2, 5))
})

test("accuracy is binary for a binary loss at every width, where Keras 3 would compare the greatest", () => {
  const metric = metricFor("accuracy", "binaryCrossentropy", 2)
  const sums = metric.update(tf.tensor2d([[1, 1]]), tf.tensor2d([[0.9, 0.2]]), null).map(sum => sum.dataSync()[0] ?? 0)
  expect(metric.result(sums)).toBe(0.5)
})

test("a mask counts for precision, which Keras leaves out", () => {
  const metric = metricFor("precision", "custom", 1)
  const truth = tf.tensor2d([[1], [0]])
  const counted = (mask: tf.Tensor | null) =>
    metric.result(metric.update(truth, tf.tensor2d([[0.9], [0.9]]), mask).map(sum => sum.dataSync()[0] ?? 0))
  expect(counted(null)).toBe(0.5)
  expect(counted(tf.tensor1d([1, 0], "bool"))).toBe(1)
})

test("labels beside classes are refused by precision, which has no use for them", () => {
  expect(() => metricFor("precision", "custom", 5).update(tf.zeros([2], "int32"), tf.zeros([2, 5]), null)).toThrow(
    /^precision compares values of one shape, got a truth \[2\] and a prediction \[2, 5\]$/,
  )
})

test("nothing seen is 0, and a perplexity of 1", () => {
  for (const name of metricNames)
    expect(metricFor(name, "custom", 5).result([0, 0])).toBe(name === "perplexity" ? 1 : 0)
})
