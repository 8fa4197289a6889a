import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { dense, input, model, tensor } from "../../src/index.js"
import { useBackend } from "../../src/backend/start.js"
import type { Metric } from "../../src/train/metric.js"
import { isMetric, metrics } from "../../src/train/metricOptions.js"
import { metricFor } from "../../src/train/metrics.js"
import { directions, metricNames } from "../../src/train/names.js"
import { difference } from "../backend/both.js"
import { fixture, maskOf, tensorOf } from "./fixture.js"

const rows = [...fixture.metrics.map(row => ({ ...row, options: {} })), ...fixture.metricOptions]
type Row = (typeof rows)[number]
type Batches = Row["batches"]

const settingsOf = ({ name, options }: Row) => {
  const make: unknown = Reflect.get(metrics, name)
  const settings: unknown = typeof make === "function" ? make(options) : name
  if (!isMetric(settings)) throw new Error(`${name} gives no settings`)
  return settings
}

/** As the loop does: sums of batches are added, and the result is asked for at the end. */
const measured = (metric: Metric, batches: Batches): number =>
  metric.result(
    batches
      .map(({ truth, prediction, mask }) =>
        tf.tidy(() =>
          metric.update(tensorOf(truth), tensorOf(prediction), maskOf(mask)).flatMap(sum => [...sum.dataSync()]),
        ),
      )
      .reduce((totals, sums) => totals.map((total, index) => total + (sums[index] ?? Number.NaN))),
  )

const title = ({ name, options, loss, batches }: Row) =>
  `${name} ${JSON.stringify(options)} of ${loss}, ${batches.map(({ prediction }) => `[${prediction.shape}]`).join(" and ")}${batches[0]?.mask ? ", masked" : ""}`

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  test.each(rows.map(row => [title(row), row] as const))("%s as Keras", async (_, row) => {
    await useBackend(backend)
    const width = row.batches[0]?.prediction.shape.at(-1) ?? null
    const { numTensors } = tf.memory()
    const found = measured(metricFor(settingsOf(row), row.loss, width), row.batches)
    expect(difference([found], [row.result])).toBeLessThan(1e-5)
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})

test("every metric has a name, a direction, and a fixture where Keras has the metric", () => {
  for (const name of metricNames) expect(metricFor(name, "custom", 5).name).toBe(name)
  expect(Object.keys(directions).sort()).toEqual([...metricNames].sort())
  const tested = new Set(rows.map(({ name }) => name))
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
  const oneHot = tf.oneHot(tf.tensor1d([0, 1], "int32"), 5)
  for (const name of metricNames) {
    const metric = metricFor(name, "custom", 5)
    const truth = name.startsWith("sparse") ? tf.zeros([2]) : oneHot
    const sums = metric.update(truth, tf.fill([2, 5], 0.2), tf.zeros([2], "bool")).flatMap(sum => [...sum.dataSync()])
    expect(metric.result(sums), name).toBe(name === "perplexity" ? 1 : 0)
  }
})

describe("in a model", () => {
  const x = input({ shape: [4] })
  const net = model({ inputs: x, outputs: dense({ units: 3, activation: "softmax", kernelInitializer: "ones" })(x) })
  const data = tensor(
    Float32Array.from({ length: 36 }, (_, at) => Math.sin(at)),
    [9, 4],
  )
  const labels = tensor(Int32Array.from([0, 1, 2, 0, 0, 1, 2, 2, 1]), [9])

  test("what is added up does not depend on the batches, and stands under its name", async () => {
    const trained = net.compile({
      optimizer: "sgd",
      loss: "sparseCategoricalCrossentropy",
      metrics: [
        "accuracy",
        metrics.sparseTopKCategoricalAccuracy({ k: 2, name: "top2" }),
        metrics.f1Score(),
        "perplexity",
      ],
    })
    const whole = await trained.evaluate(data, labels, { batchSize: 9 })
    const { history } = await trained.fit(data, labels, { epochs: 1, verbose: 0, validationData: [data, labels] })
    expect(Object.keys(whole)).toEqual(["loss", "accuracy", "top2", "f1Score", "perplexity"])
    expect(history.top2).toHaveLength(1)
    expect(history.val_top2).toHaveLength(1)
    const before = await trained.evaluate(data, labels, { batchSize: 9 })
    for (const batchSize of [1, 2, 4, 5]) {
      const parts = await trained.evaluate(data, labels, { batchSize })
      for (const name of ["accuracy", "top2", "f1Score", "perplexity"] as const)
        expect(parts[name], name).toBeCloseTo(before[name], 5)
    }
  })

  test("two of one name are refused", () => {
    const twice = () =>
      net.compile({ optimizer: "sgd", loss: "categoricalCrossentropy", metrics: ["auc", metrics.auc({ curve: "PR" })] })
    expect(twice).toThrow("compile: two metrics are named auc; give one of them a name")
    const area = metrics.auc({ curve: "PR", name: "area" })
    net.compile({ optimizer: "sgd", loss: "categoricalCrossentropy", metrics: ["auc", area] })
    expect(area).toEqual({
      kind: "metric",
      metric: "auc",
      name: "area",
      config: { numThresholds: 200, curve: "PR", summationMethod: "interpolation", fromLogits: false },
    })
  })
})

test.each<[RegExp, () => unknown]>([
  [/^numThresholds must be 2 or more, got 1$/, () => metrics.auc({ numThresholds: 1 })],
  [/^curve must be one of ROC, PR, got "pr"; did you mean PR\?$/, () => metrics.auc(JSON.parse('{"curve":"pr"}'))],
  [/^k must be a positive integer, got 0$/, () => metrics.topKCategoricalAccuracy({ k: 0 })],
  [/^name must be a name, got ""$/, () => metrics.recall({ name: "" })],
  [/^f1Score has no option beta; it has average, threshold$/, () => metrics.f1Score(JSON.parse('{"beta":2}'))],
])("refused: %s", (sentence, call) => {
  expect(call).toThrow(sentence)
  expect(call).toThrow(expect.objectContaining({ code: "option" }))
})
