/** Callbacks that keep what was learnt, and that end what went wrong. */
import { type Check, finite, flag, print, text } from "../core/options.js"
import type { Callback, Logs } from "./callbacks.js"
import { checkedOptions, modes, monitorOf, zeroOrOne } from "./monitor.js"
import { refuseOption } from "./settled.js"

export interface ModelCheckpointOptions {
  /** Where the model is written: a path or an address, as `save` takes it, or what makes one of the epoch and its numbers. */
  readonly path: string | ((epoch: number, logs: Logs) => string)
  /** The loss or metric that is to get better. @default "val_loss" */
  readonly monitor?: string
  /** Whether only an epoch that is better than all before is written. @default false */
  readonly saveBestOnly?: boolean
  /** Whether less or more is better; "auto" knows it for losses and for our metrics. @default "auto" */
  readonly mode?: "auto" | "min" | "max"
  /** What must be surpassed for the first epoch to be written. */
  readonly initialValueThreshold?: number
  /** 1 tells when a model is written. @default 0 */
  readonly verbose?: 0 | 1
}

const checks: Readonly<Record<keyof ModelCheckpointOptions, Check>> = {
  path: (value, option) =>
    typeof value === "function" || text(value, option) === undefined ?
      undefined
    : `${option} must be a path, or a function that gives one, got ${print(value)}`,
  monitor: text,
  saveBestOnly: flag,
  mode: modes,
  initialValueThreshold: finite,
  verbose: zeroOrOne,
}

/**
 * Writes the model after each epoch, or after each that is the best so far.
 *
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/callbacks/model_checkpoint/
 * @example const callback = modelCheckpoint({ path: "models/best", monitor: "val_accuracy", saveBestOnly: true })
 */
export const modelCheckpoint = (options: ModelCheckpointOptions): Callback => {
  checkedOptions("modelCheckpoint", checks, options)
  const missing = checks.path(options.path, "path")
  if (missing !== undefined) refuseOption("modelCheckpoint", missing, options.path)
  const {
    path,
    monitor = "val_loss",
    saveBestOnly = false,
    mode = "auto",
    initialValueThreshold,
    verbose = 0,
  } = options
  const watch = saveBestOnly ? monitorOf("modelCheckpoint", { monitor, mode, minDelta: 0 }) : undefined
  let best = initialValueThreshold
  return {
    onTrainBegin: () => watch?.begin(),
    onEpochEnd: async (epoch, logs, training) => {
      if (watch) {
        const current = watch.watched(logs)
        if (current === undefined || !watch.isBetter(current, best)) return
        best = current
      }
      const place = typeof path === "string" ? path : path(epoch, logs)
      await training.save(place)
      if (verbose > 0) console.info(`Epoch ${epoch + 1}: the model is saved to ${place}`)
    },
  }
}

/**
 * Ends training when the loss of a batch is no number, or infinite.
 *
 * @see https://keras.io/api/callbacks/terminate_on_nan/
 * @example const callback = terminateOnNaN()
 */
export const terminateOnNaN = (): Callback => ({
  onBatchEnd: (batch, { loss }, training) => {
    if (loss === undefined || Number.isFinite(loss)) return
    console.warn(`Batch ${batch}: the loss is ${loss}; training ends`)
    training.stopTraining()
  },
})
