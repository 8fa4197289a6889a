/** Callbacks that change the learning rate from epoch to epoch. */
import { aboveZero, type Check, natural, print, text, zeroOrMore } from "../core/options.js"
import type { Callback } from "./callbacks.js"
import { checkedOptions, modes, monitorOf, zeroOrOne } from "./monitor.js"
import { refuseOption } from "./settled.js"

export interface ReduceLROnPlateauOptions {
  /** The loss or metric that is to get better. @default "val_loss" */
  readonly monitor?: string
  /** What the learning rate is multiplied by: above 0 and below 1. @default 0.1 */
  readonly factor?: number
  /** How many epochs without getting better reduce it. @default 10 */
  readonly patience?: number
  /** 1 tells when it is reduced. @default 0 */
  readonly verbose?: 0 | 1
  /** Whether less or more is better; "auto" knows it for losses and for our metrics. @default "auto" */
  readonly mode?: "auto" | "min" | "max"
  /** How much the number must change to count as better. @default 0.0001 */
  readonly minDelta?: number
  /** How many epochs are not looked at after it was reduced. @default 0 */
  readonly cooldown?: number
  /** It is not reduced below this (Keras's min_lr). @default 0 */
  readonly minLr?: number
}

const factor: Check = (value, option) =>
  aboveZero(value, option) ?? (Number(value) < 1 ? undefined : `${option} must be less than 1, got ${print(value)}`)

const checks: Readonly<Record<keyof ReduceLROnPlateauOptions, Check>> = {
  monitor: text,
  factor,
  patience: natural,
  verbose: zeroOrOne,
  mode: modes,
  minDelta: zeroOrMore,
  cooldown: natural,
  minLr: zeroOrMore,
}

/**
 * Makes the learning rate smaller when a loss or metric no longer gets better.
 *
 * @throws ShapeError when an option has a value that it cannot have, and in training when the learning rate is a schedule
 * @see https://keras.io/api/callbacks/reduce_lr_on_plateau/
 * @example const callback = reduceLROnPlateau({ factor: 0.5, patience: 3, minLr: 0.0001 })
 */
export const reduceLROnPlateau = (options: ReduceLROnPlateauOptions = {}): Callback => {
  checkedOptions("reduceLROnPlateau", checks, options)
  const { monitor = "val_loss", factor = 0.1, patience = 10, verbose = 0, mode = "auto" } = options
  const { minDelta = 1e-4, cooldown = 0, minLr = 0 } = options
  const { isBetter, watched, begin } = monitorOf("reduceLROnPlateau", { monitor, mode, minDelta })
  let best: number | undefined
  let wait = 0
  let cooling = 0
  return {
    onTrainBegin: () => {
      begin()
      best = undefined
      wait = 0
      cooling = 0
    },
    onEpochEnd: (epoch, logs, training) => {
      const current = watched(logs)
      if (current === undefined) return
      if (cooling > 0) {
        cooling -= 1
        wait = 0
      }
      if (isBetter(current, best)) {
        best = current
        wait = 0
        return
      }
      if (cooling > 0) return
      wait += 1
      const rate = training.getLearningRate()
      if (wait < patience || rate <= Math.fround(minLr)) return
      const reduced = Math.max(rate * factor, minLr)
      training.setLearningRate(reduced)
      if (verbose > 0) console.info(`Epoch ${epoch + 1}: the learning rate is reduced to ${reduced}`)
      cooling = cooldown
      wait = 0
    },
  }
}

/**
 * Sets the learning rate before each epoch to what a function makes of the epoch, counted from 0, and of the rate so far.
 *
 * @throws ShapeError in training, when the function gives no number above 0, or the learning rate is a schedule
 * @see https://keras.io/api/callbacks/learning_rate_scheduler/
 * @example const callback = learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate * 0.9))
 */
export const learningRateScheduler = (schedule: (epoch: number, rate: number) => number): Callback => ({
  onEpochBegin: (epoch, _, training) => {
    const rate = schedule(epoch, training.getLearningRate())
    const sentence = aboveZero(rate, "the rate of learningRateScheduler")
    if (sentence !== undefined) refuseOption("learningRateScheduler", sentence, rate)
    training.setLearningRate(rate)
  },
})
