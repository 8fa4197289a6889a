import { finite, flag, natural, text } from "../core/options.js"
import type { Callback, WeightValues } from "./callbacks.js"
import { checkedOptions, modes, monitorOf, zeroOrOne } from "./monitor.js"

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

const checks = {
  monitor: text,
  minDelta: finite,
  patience: natural,
  verbose: zeroOrOne,
  mode: modes,
  baseline: finite,
  restoreBestWeights: flag,
  startFromEpoch: natural,
}

/**
 * Ends training when a loss or metric no longer gets better. It can be given to `fit` again, and begins anew.
 *
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/callbacks/early_stopping/
 * @example const callback = earlyStopping({ monitor: "val_accuracy", patience: 3, restoreBestWeights: true })
 */
export const earlyStopping = (options: EarlyStoppingOptions = {}): Callback => {
  checkedOptions("earlyStopping", checks, options)
  const { monitor = "val_loss", minDelta = 0, patience = 0, verbose = 0, mode = "auto", baseline } = options
  const { restoreBestWeights = false, startFromEpoch = 0 } = options
  const { isBetter, watched, begin } = monitorOf("earlyStopping", { monitor, mode, minDelta })

  let best: number | undefined
  let bestEpoch = 0
  let bestWeights: readonly WeightValues[] | undefined
  let stoppedEpoch = 0
  let wait = 0

  return {
    onTrainBegin: () => {
      begin()
      best = undefined
      bestEpoch = 0
      bestWeights = undefined
      stoppedEpoch = 0
      wait = 0
    },
    onEpochEnd: async (epoch, logs, training) => {
      const current = watched(logs)
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
