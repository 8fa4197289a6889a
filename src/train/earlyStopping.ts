import { raise, refuse } from "../core/error.js"
import { type Check, finite, flag, natural, oneOf, option, print, refusedOption, text } from "../core/options.js"
import type { Callback, Logs, WeightValues } from "./callbacks.js"
import { directions } from "./names.js"

export interface EarlyStoppingOptions {
  /** The loss or metric that is to get better. @default "val_loss" */
  readonly monitor?: string
  /** How much it must change to count as better. @default 0 */
  readonly minDelta?: number
  /** How many epochs without getting better end the training. @default 0 */
  readonly patience?: number
  /** 1 tells when training was ended and what was restored. @default 0 */
  readonly verbose?: 0 | 1
  /** Whether less or more is better; "auto" knows it for losses and for our metrics. @default "auto" */
  readonly mode?: "auto" | "min" | "max"
  /** What must be surpassed for an epoch to count as better. */
  readonly baseline?: number
  /** Whether the weights of the best epoch come back at the end. tfjs has no such option. @default false */
  readonly restoreBestWeights?: boolean
  /** Epochs before this one are not looked at. @default 0 */
  readonly startFromEpoch?: number
}

const optional = (check: Check) => option<unknown>(check, [undefined])
const table = {
  monitor: optional(text),
  minDelta: optional(finite),
  patience: optional(natural),
  verbose: optional((value, name) =>
    value === 0 || value === 1 ? undefined : `${name} must be 0 or 1, got ${print(value)}`,
  ),
  mode: optional(oneOf(["auto", "min", "max"])),
  baseline: optional(finite),
  restoreBestWeights: optional(flag),
  startFromEpoch: optional(natural),
}

const refuseOption = (sentence: string, received: unknown): never =>
  raise("earlyStopping", refuse(sentence, sentence.replace(/, got .*$/, ""), print(received), { code: "option" }))

/** The direction of a monitored name, which may begin with `val_` and the name of an output. */
const directionOf = (monitor: string): "min" | "max" => {
  const name = monitor.replace(/^val_/, "")
  const isNamed = (metric: string) => name === metric || name.endsWith(`_${metric}`)
  const known = Object.entries({ loss: "min" as const, ...directions }).find(([metric]) => isNamed(metric))
  if (known) return known[1]
  return refuseOption(
    `mode must be min or max, since nobody knows which way ${monitor} gets better, got "auto"`,
    "auto",
  )
}

/**
 * Ends training when a loss or metric no longer gets better. It can be given to `fit` again, and begins anew.
 *
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/callbacks/early_stopping/
 * @example const callback = earlyStopping({ monitor: "val_accuracy", patience: 3, restoreBestWeights: true })
 */
export const earlyStopping = (options: EarlyStoppingOptions = {}): Callback => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const refused = refusedOption("earlyStopping", table, given)
  if (refused) return refuseOption(refused.sentence, given[refused.option])
  const { monitor = "val_loss", minDelta = 0, patience = 0, verbose = 0, mode = "auto", baseline } = options
  const { restoreBestWeights = false, startFromEpoch = 0 } = options
  const direction = mode === "auto" ? directionOf(monitor) : mode

  /** In float32, as Keras compares. */
  const isBetter = (value: number, other: number | undefined): boolean => {
    if (other === undefined) return true
    const delta = Math.abs(minDelta)
    return direction === "min" ?
        Math.fround(value + delta) < Math.fround(other)
      : Math.fround(value - delta) > Math.fround(other)
  }
  const monitored = (logs: Logs): number | undefined => {
    const value = logs[monitor]
    if (value === undefined && !isWarned) {
      isWarned = true
      console.warn(`earlyStopping: there is no ${monitor} to monitor; there are ${Object.keys(logs).join(", ")}`)
    }
    return value
  }

  let isWarned = false
  let best: number | undefined
  let bestEpoch = 0
  let bestWeights: readonly WeightValues[] | undefined
  let stoppedEpoch = 0
  let wait = 0

  return {
    onTrainBegin: () => {
      isWarned = false
      best = undefined
      bestEpoch = 0
      bestWeights = undefined
      stoppedEpoch = 0
      wait = 0
    },
    onEpochEnd: async (epoch, logs, training) => {
      const current = monitored(logs)
      if (current === undefined || epoch < startFromEpoch) return
      const isImproved = isBetter(current, best)
      if (restoreBestWeights && (isImproved || bestWeights === undefined)) {
        bestWeights = await training.getWeights()
        bestEpoch = epoch
      }
      wait += 1
      if (isImproved) {
        best = current
        bestEpoch = epoch
        if (isBetter(current, baseline)) wait = 0
      } else if (wait >= patience && epoch > 0) {
        stoppedEpoch = epoch
        training.stopTraining()
      }
    },
    onTrainEnd: (_, training) => {
      if (stoppedEpoch > 0 && verbose > 0) console.info(`Epoch ${stoppedEpoch + 1}: early stopping`)
      if (bestWeights === undefined) return
      if (verbose > 0) console.info(`Restoring model weights from the end of the best epoch: ${bestEpoch + 1}.`)
      training.setWeights(bestWeights)
      bestWeights = undefined
    },
  }
}
