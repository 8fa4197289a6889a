/** What the options of optimizers are, and the checks of their values. */

import { aboveZero, flag, fraction, rate, zeroOrMore as notNegative } from "../core/options.js"
import type { Checks } from "./settled.js"

interface Rate {
  /** How far each step goes. */
  readonly learningRate?: number
}
export interface SgdOptions extends Rate {
  /** How much of the last step is done again, from 0 to 1. @default 0 */
  readonly momentum?: number
  /** Whether the gradient is taken as if after the momentum (Nesterov 1983). @default false */
  readonly nesterov?: boolean
}
export interface AdamOptions extends Rate {
  /** How much of the mean of the gradients is kept at each step. @default 0.9 */
  readonly beta1?: number
  /** How much of the mean of their squares, or of their greatest for adamax, is kept. @default 0.999 */
  readonly beta2?: number
  /** Keeps from dividing by 0. @default 1e-7 */
  readonly epsilon?: number
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

export const sgdChecks: Checks<SgdOptions> = { learningRate: aboveZero, momentum: fraction, nesterov: flag }
export const adamChecks: Checks<AdamOptions> = {
  learningRate: aboveZero,
  beta1: rate,
  beta2: rate,
  epsilon: notNegative,
}
export const adagradChecks: Checks<AdagradOptions> = {
  learningRate: aboveZero,
  initialAccumulatorValue: notNegative,
  epsilon: notNegative,
}
export const adadeltaChecks: Checks<AdadeltaOptions> = { learningRate: aboveZero, rho: rate, epsilon: notNegative }
export const rmspropChecks: Checks<RmspropOptions> = {
  learningRate: aboveZero,
  decay: rate,
  momentum: fraction,
  epsilon: notNegative,
  centered: flag,
}
