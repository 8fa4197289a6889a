import { afterEach, expect, test, vi } from "vitest"
import type { Callback, TrainingControl, WeightValues } from "../../src/train/callbacks.js"
import { earlyStopping } from "../../src/train/earlyStopping.js"
import { fixture } from "./fixture.js"

afterEach(() => vi.restoreAllMocks())

/** A training whose one weight is the epoch it is of. */
const trained = async (callback: Callback, curve: readonly number[], monitor = "val_loss") => {
  let [last, restored, isStopped]: [number, number | null, boolean] = [0, null, false]
  const training: TrainingControl = {
    epochs: curve.length,
    stepsPerEpoch: 1,
    stopTraining: () => {
      isStopped = true
    },
    getWeights: async (): Promise<WeightValues[]> => [{ shape: [1], values: Float32Array.of(last) }],
    getLearningRate: () => 0.1,
    setLearningRate: () => undefined,
    save: async () => undefined,
    setWeights: ([weight]) => {
      restored = weight?.values[0] ?? null
    },
  }
  await callback.onTrainBegin?.({}, training)
  for (const [epoch, value] of curve.entries()) {
    last = epoch
    await callback.onEpochEnd?.(epoch, { loss: 1, [monitor]: value }, training)
    if (isStopped) break
  }
  await callback.onTrainEnd?.({}, training)
  return { last, restored }
}

const rows = fixture.earlyStopping.map(row => [`${JSON.stringify(row.options)} on ${row.curve}`, row] as const)
test.each(rows)("%s as Keras", async (_, { options, curve, last, restored }) => {
  const callback = earlyStopping(options)
  for (const _time of [1, 2]) expect(await trained(callback, curve, options.monitor)).toEqual({ last, restored })
})

test("the direction of a metric is known, also under an output's name", async () => {
  const rising = [0.1, 0.2, 0.3]
  for (const monitor of ["accuracy", "val_accuracy", "val_decoder_accuracy", "val_precision"])
    expect((await trained(earlyStopping({ monitor }), rising, monitor)).last).toBe(2)
  for (const monitor of ["loss", "decoder_loss", "val_meanSquaredError", "perplexity"])
    expect((await trained(earlyStopping({ monitor }), rising, monitor)).last).toBe(1)
})

test("what is not there to monitor is said once, and training goes on", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined)
  expect((await trained(earlyStopping({ monitor: "val_accuracy" }), [1, 1, 1])).last).toBe(2)
  expect(warn.mock.calls).toEqual([["earlyStopping: there is no val_accuracy to monitor; there are loss, val_loss"]])
})

test("verbose tells what Keras tells", async () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => undefined)
  await trained(earlyStopping({ verbose: 1, patience: 1, restoreBestWeights: true }), [0.5, 0.4, 0.6, 0.7])
  expect(info.mock.calls.flat()).toEqual([
    "Epoch 3: early stopping",
    "Restoring model weights from the end of the best epoch: 2.",
  ])
})

test.each<[RegExp, () => unknown]>([
  [/^patience must .*, got -1$/, () => earlyStopping({ patience: -1 })],
  [/^mode must be one of auto, min, max, got "down"$/, () => earlyStopping(JSON.parse('{"mode":"down"}'))],
  [/^earlyStopping has no option min_delta/, () => earlyStopping(JSON.parse('{"min_delta":1}'))],
  [/which way val_other gets better/, () => earlyStopping({ monitor: "val_other" })],
])("refused: %s", (sentence, call) => {
  expect(call).toThrow(sentence)
  expect(call).toThrow(expect.objectContaining({ code: "option" }))
})
