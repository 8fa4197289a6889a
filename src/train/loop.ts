import * as tf from "@tensorflow/tfjs"
import { putWeights } from "../core/putWeights.js"
import { save } from "../core/save.js"
import type { Callback, Logs, TrainingControl } from "./callbacks.js"
import { progressBar } from "./progress.js"
import { learningRateOf, setLearningRate } from "./tfjsOptimizer.js"
import type { EpochOptions } from "./trainable.js"
import type { Batch, Sums, Trainer } from "./trainer.js"

/** The epochs that were gone through, and the numbers of each. */
export interface Recorded {
  readonly epoch: readonly number[]
  readonly history: Readonly<Record<string, readonly number[]>>
}

/** What an epoch is made of. */
export interface Epochs {
  /** The batches of one epoch. The loop disposes each. */
  readonly batches: () => Iterable<Batch> | AsyncIterable<Batch>
  /** Missing when nobody knows it before the end. */
  readonly steps: number | undefined
  /** Measures the validation data, if there is any. */
  readonly validate: (() => Promise<Logs>) | undefined
}

/** Sums of batches, added up on the device. */
export class Totals {
  #sums: tf.Tensor[] | undefined

  add(sums: Sums): void {
    const before = this.#sums
    this.#sums = before ? before.map((total, index) => total.add(sums[index] ?? 0)) : [...sums]
    if (before) for (const tensor of [...before, ...sums]) tensor.dispose()
  }

  async read(trainer: Trainer): Promise<Logs> {
    const sums = this.#sums ?? []
    const values = await Promise.all(sums.map(sum => sum.data<"float32">()))
    return trainer.numbers(values)
  }

  dispose(): void {
    for (const sum of this.#sums ?? []) sum.dispose()
    this.#sums = undefined
  }
}

/** Goes through the epochs: steps, numbers, callbacks, validation. */
export const runEpochs = async (trainer: Trainer, options: EpochOptions, epochs: Epochs): Promise<Recorded> => {
  const { initialEpoch = 0, verbose = 1 } = options
  const last = initialEpoch + (options.epochs ?? 1)
  const callbacks = [...[options.callbacks ?? []].flat(), ...(verbose ? [progressBar()] : [])]
  const control = controlOf(trainer, last, epochs.steps)
  const epoch: number[] = []
  const history: Record<string, number[]> = {}
  await tell(callbacks, callback => callback.onTrainBegin?.({}, control))
  for (let index = initialEpoch; index < last && !control.stopped; index++) {
    await tell(callbacks, callback => callback.onEpochBegin?.(index, {}, control))
    const trained = await runEpoch(trainer, callbacks, control, epochs)
    const validated = epochs.validate ? await epochs.validate() : {}
    const logs = { ...trained, ...prefixed(validated) }
    epoch.push(index)
    for (const [key, value] of Object.entries(logs)) history[key] = [...(history[key] ?? []), value]
    await tell(callbacks, callback => callback.onEpochEnd?.(index, logs, control))
  }
  await tell(callbacks, callback => callback.onTrainEnd?.({}, control))
  return { epoch, history }
}

const runEpoch = async (trainer: Trainer, callbacks: readonly Callback[], control: Control, epochs: Epochs) => {
  const totals = new Totals()
  const watched = callbacks.some(callback => callback.onBatchEnd)
  let index = 0
  try {
    for await (const batch of epochs.batches()) {
      await tell(callbacks, callback => callback.onBatchBegin?.(index, {}, control))
      try {
        totals.add(trainer.step(batch))
      } finally {
        disposeBatch(batch)
      }
      if (watched) {
        const logs = await totals.read(trainer)
        await tell(callbacks, callback => callback.onBatchEnd?.(index, logs, control))
      }
      index++
      if (control.stopped) break
    }
    return await totals.read(trainer)
  } finally {
    totals.dispose()
  }
}

/** Each batch is made for one step. */
export const disposeBatch = ({ xs, ys, weights }: Batch): void => {
  for (const tensor of [...xs, ...ys]) tensor.dispose()
  weights?.dispose()
}

const tell = async (callbacks: readonly Callback[], call: (callback: Callback) => unknown): Promise<void> => {
  for (const callback of callbacks) await call(callback)
}

const prefixed = (logs: Logs): Logs =>
  Object.fromEntries(Object.entries(logs).map(([key, value]) => [`val_${key}`, value]))

interface Control extends TrainingControl {
  readonly stopped: boolean
}

const controlOf = (trainer: Trainer, epochs: number, stepsPerEpoch: number | undefined): Control => {
  let stopped = false
  return {
    get stopped() {
      return stopped
    },
    epochs,
    stepsPerEpoch,
    stopTraining: () => {
      stopped = true
    },
    getWeights: () =>
      Promise.all(
        trainer.network.weights.map(async ({ variable }) => {
          const weight = variable.read()
          return { shape: weight.shape, values: await weight.data<"float32">() }
        }),
      ),
    getLearningRate: () => learningRateOf(trainer.optimizer),
    setLearningRate: rate => setLearningRate(trainer.optimizer, rate),
    save: path => save(trainer.network, path),
    setWeights: weights => {
      tf.tidy(() =>
        putWeights(
          trainer.network,
          weights.map(({ shape, values }) => tf.tensor(values, [...shape])),
        ),
      )
    },
  }
}
