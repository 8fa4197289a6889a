/** Callbacks that change the rate, that save, and that end training; and what is held after each step. */
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test, vi } from "vitest"
import {
  type Callback,
  constraints,
  dense,
  input,
  learningRateScheduler,
  loadModel,
  model,
  modelCheckpoint,
  reduceLROnPlateau,
  schedules,
  sgd,
  tensor,
  terminateOnNaN,
} from "../../src/index.js"
import { useBackend } from "../../src/backend/start.js"
import type { TrainingControl } from "../../src/train/callbacks.js"
import { difference } from "../backend/both.js"
import { fixture } from "./fixture.js"

afterEach(() => vi.restoreAllMocks())

/** A training of which only the learning rate is real. */
const controlOf = (): TrainingControl => {
  let rate = 0.1
  return {
    epochs: 10,
    stepsPerEpoch: 1,
    stopTraining: () => undefined,
    getWeights: async () => [],
    setWeights: () => undefined,
    getLearningRate: () => rate,
    setLearningRate: value => {
      rate = value
    },
    save: async () => undefined,
  }
}

const rows = fixture.plateaus.map(row => [`${JSON.stringify(row.options)} on ${row.curve}`, row] as const)
test.each(rows)("reduceLROnPlateau %s as Keras", async (_, { options, curve, rates }) => {
  const callback = reduceLROnPlateau(options)
  // Given again, it begins anew.
  for (const _time of [1, 2]) {
    const training = controlOf()
    const found: number[] = []
    await callback.onTrainBegin?.({}, training)
    for (const [epoch, value] of curve.entries()) {
      await callback.onEpochEnd?.(epoch, { loss: 1, val_loss: value }, training)
      found.push(training.getLearningRate())
    }
    expect(difference(found, rates)).toBeLessThan(1e-6)
  }
})

const line = () => {
  const x = input({ shape: [1] })
  const net = model({ inputs: x, outputs: dense({ units: 1, useBias: false })(x) })
  net.setWeights([tensor([[0]])])
  return net
}
const [xs, ys] = [tensor([[1]]), tensor([[1]])]

describe("in training", () => {
  test("learningRateScheduler sets the rate that steps go by", async () => {
    const rates: number[] = []
    const watch: Callback = { onEpochEnd: (_, __, training) => void rates.push(training.getLearningRate()) }
    const trained = line().compile({ optimizer: sgd({ learningRate: 0.5 }), loss: "meanSquaredError" })
    const scheduler = learningRateScheduler((epoch, rate) => (epoch === 0 ? rate : rate / 2))
    const { history } = await trained.fit(xs, ys, { epochs: 3, verbose: 0, callbacks: [scheduler, watch] })
    expect(rates).toEqual([0.5, 0.25, 0.125])
    // The gradient of (w - 1)^2 is 2 (w - 1): a rate of 0.5 leads to 1 at once.
    expect(history.loss).toEqual([1, 0, 0])
  })

  test("a rate that is none, and a schedule, are refused", async () => {
    const none = line().compile({ optimizer: "sgd", loss: "meanSquaredError" })
    const noRate = { epochs: 1, verbose: 0, callbacks: learningRateScheduler(() => Number.NaN) } as const
    await expect(none.fit(xs, ys, noRate)).rejects.toThrow(
      "the rate of learningRateScheduler must be a finite number above 0, got NaN",
    )
    const learningRate = schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5 })
    const scheduled = line().compile({ optimizer: sgd({ learningRate }), loss: "meanSquaredError" })
    const half = { epochs: 1, verbose: 0, callbacks: learningRateScheduler((_, rate) => rate / 2) } as const
    await expect(scheduled.fit(xs, ys, half)).rejects.toThrow(/^learningRate is a schedule \(ExponentialDecay\)/)
  })

  test("modelCheckpoint writes each epoch, or those that are better, so that they can be read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shapeproof-"))
    const every = modelCheckpoint({ path: epoch => join(folder, `every-${epoch}`) })
    // The loss goes 1, 0.25, 0.0625 and, behind a step that is too far, up again.
    const far = learningRateScheduler(epoch => (epoch < 2 ? 0.25 : 10))
    const best = modelCheckpoint({ path: epoch => join(folder, `best-${epoch}`), monitor: "loss", saveBestOnly: true })
    const net = line()
    const trained = net.compile({ optimizer: "sgd", loss: "meanSquaredError" })
    const { history } = await trained.fit(xs, ys, { epochs: 4, verbose: 0, callbacks: [far, every, best] })
    expect(history.loss.map(loss => Number(loss.toFixed(4)))).toEqual([1, 0.25, 0.0625, 22.5625])
    expect(readdirSync(folder).sort()).toEqual(["best-0", "best-1", "best-2", ...[0, 1, 2, 3].map(n => `every-${n}`)])
    const again = await loadModel(join(folder, "best-1"), { inputs: ["B", 1], outputs: ["B", 1] })
    expect(again.getWeights()[0]?.dataSync()[0]).toBeCloseTo(0.75, 6)
  })

  test("terminateOnNaN ends training at the batch", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined)
    const batches: number[] = []
    const watch: Callback = { onBatchEnd: batch => void batches.push(batch) }
    const many = tensor(new Float32Array(8).fill(Number.NaN), [8, 1])
    const trained = line().compile({ optimizer: "sgd", loss: "meanSquaredError" })
    const options = { epochs: 3, batchSize: 2, verbose: 0, callbacks: [watch, terminateOnNaN()] } as const
    const { epoch } = await trained.fit(many, many, options)
    expect([epoch, batches]).toEqual([[0], [0]])
    expect(warn.mock.calls).toEqual([["Batch 0: the loss is NaN; training ends"]])
  })
})

describe.each(["wasm", "cpu"] as const)("constraints hold after each step, on %s", backend => {
  test.each([
    ["nonNeg", constraints.nonNeg(), [0, 0.5]],
    ["maxNorm", constraints.maxNorm({ maxValue: 1 }), [-0.6, 0.8]],
    ["unitNorm", constraints.unitNorm(), [-0.6, 0.8]],
    ["minMaxNorm", constraints.minMaxNorm({ minValue: 2, maxValue: 3 }), [-1.2, 1.6]],
  ] as const)("%s", async (name, kernelConstraint, wanted) => {
    await useBackend(backend)
    const x = input({ shape: [2] })
    const net = model({ inputs: x, outputs: dense({ units: 1, useBias: false, kernelConstraint })(x) })
    // A step without a gradient: the weights are what was put in, brought back to the bounds.
    const start =
      name === "nonNeg" ? [-0.5, 0.5]
      : name === "minMaxNorm" ? [-0.6, 0.8]
      : [-6, 8]
    const trained = net.compile({ optimizer: sgd({ learningRate: 1 }), loss: "meanSquaredError" })
    net.setWeights([tensor([[0], [0]])])
    // From 0 the gradient of the mean of (0 - y)^2 over one sample is -2 y x, so y = 0.5 takes the step x.
    await trained.trainOnBatch(tensor(Float32Array.from(start), [1, 2]), tensor([[0.5]]))
    expect(difference(net.getWeights()[0]?.dataSync() ?? [], wanted)).toBeLessThan(1e-6)
  })
})

test.each<[RegExp, () => unknown]>([
  [/^factor must be less than 1, got 1$/, () => reduceLROnPlateau({ factor: 1 })],
  [/^reduceLROnPlateau has no option min_lr/, () => reduceLROnPlateau(JSON.parse('{"min_lr":1}'))],
  [/^path must be a path, or a function that gives one, got undefined$/, () => modelCheckpoint(JSON.parse("{}"))],
  [
    /^mode must be min or max, since nobody knows which way other gets better, got "auto"$/,
    () => modelCheckpoint({ path: "x", monitor: "other", saveBestOnly: true }),
  ],
])("refused: %s", (sentence, call) => {
  expect(call).toThrow(sentence)
  expect(call).toThrow(expect.objectContaining({ code: "option" }))
})
