/** What the options of optimizers are, and the checks of their values. */

import {
  aboveZero,
  type Check,
  either,
  flag,
  fraction,
  oneOf,
  rate,
  zeroOrMore as notNegative,
} from "../core/options.js"
import { isSchedule } from "./rateAt.js"
import type { Schedule } from "./schedules.js"
import { type Checks, refuseOption, settled } from "./settled.js"

interface Rate {
  /** How far each step goes: a number, or one of `schedules`. */
  readonly learningRate?: number | Schedule
  /** The part of each weight that is taken away at each step, times the learning rate; null for none. */
  readonly weightDecay?: number | null
  /** The longest that the gradient of a weight may be. @default null */
  readonly clipnorm?: number | null
  /** The longest that all gradients together may be. @default null */
  readonly globalClipnorm?: number | null
  /** The most that a value of a gradient may be, either way. @default null */
  readonly clipvalue?: number | null
}
export interface SgdOptions extends Rate {
  /** How much of the last step is done again, from 0 to 1. @default 0 */
  readonly momentum?: number
  /** Whether the gradient is taken as if after the momentum (Nesterov 1983). @default false */
  readonly nesterov?: boolean
}
export interface AdamaxOptions extends Rate {
  /** How much of the mean of the gradients is kept at each step. @default 0.9 */
  readonly beta1?: number
  /** How much of the mean of their squares, or of their greatest for adamax, is kept. @default 0.999 */
  readonly beta2?: number
  /** Keeps from dividing by 0. @default 1e-7 */
  readonly epsilon?: number
}
export interface AdamOptions extends AdamaxOptions {
  /** Whether the greatest mean of squares so far counts (Reddi et al. 2018). @default false */
  readonly amsgrad?: boolean
}
export interface LionOptions extends Rate {
  /** How much of the mean of the gradients the step takes. @default 0.9 */
  readonly beta1?: number
  /** How much of the mean of the gradients is kept at each step. @default 0.99 */
  readonly beta2?: number
}
export interface AdagradOptions extends Rate {
  /** What the sums of squares begin with. @default 0.1 */
  readonly initialAccumulatorValue?: number
  /** Keeps from dividing by 0. @default 1e-7 */
  readonly epsilon?: number
}
export interface AdadeltaOptions extends Rate {
  /** How much of the mean of squares is kept at each step. @default 0.95 */
  readonly rho?: number
  /** Keeps from dividing by 0. @default 1e-7 */
  readonly epsilon?: number
}
export interface RmspropOptions extends Rate {
  /** How much of the mean of squares is kept at each step (Keras's rho). @default 0.9 */
  readonly decay?: number
  /** How much of the last step is done again. @default 0 */
  readonly momentum?: number
  /** Keeps from dividing by 0. @default 1e-7 */
  readonly epsilon?: number
  /** Whether to divide by the variance in place of the mean of squares. @default false */
  readonly centered?: boolean
}

/** What every optimizer has, with Keras's defaults. */
export const common = { weightDecay: null, clipnorm: null, globalClipnorm: null, clipvalue: null }
const nullOr = (check: Check) => either(check, oneOf([null]))
const rates: Checks<Rate> = {
  learningRate: (value, option) => (isSchedule(value) ? undefined : aboveZero(value, option)),
  weightDecay: nullOr(notNegative),
  clipnorm: nullOr(aboveZero),
  globalClipnorm: nullOr(aboveZero),
  clipvalue: nullOr(aboveZero),
}
export const sgdChecks: Checks<SgdOptions> = { ...rates, momentum: fraction, nesterov: flag }
export const adamaxChecks: Checks<AdamaxOptions> = { ...rates, beta1: rate, beta2: rate, epsilon: notNegative }
export const adamChecks: Checks<AdamOptions> = { ...adamaxChecks, amsgrad: flag }
export const lionChecks: Checks<LionOptions> = { ...rates, beta1: rate, beta2: rate }
export const adagradChecks: Checks<AdagradOptions> = {
  ...rates,
  initialAccumulatorValue: notNegative,
  epsilon: notNegative,
}
export const adadeltaChecks: Checks<AdadeltaOptions> = { ...rates, rho: rate, epsilon: notNegative }
export const rmspropChecks: Checks<RmspropOptions> = {
  ...rates,
  decay: rate,
  momentum: fraction,
  epsilon: notNegative,
  centered: flag,
}

const clips = ["clipnorm", "globalClipnorm", "clipvalue"] as const

/** The options over the defaults; at most one of them clips. */
export const optimizerSettled = <options extends Rate>(
  name: string,
  checks: Checks<options>,
  defaults: Required<options>,
  given: options,
): Required<options> => {
  const settings = settled(name, checks, defaults, given)
  const [first, second] = clips.filter(clip => typeof settings[clip] === "number")
  if (first && second)
    return refuseOption(name, `${second} cannot stand beside ${first}; clip in one way`, settings[second])
  return settings
}
