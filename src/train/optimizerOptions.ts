/** What the options of optimizers are, and the checks of their values. */
import { raise, refuse } from "../core/error.js"
import { aboveZero, type Check, flag, fraction, print, rate } from "../core/options.js"

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

const notNegative: Check = (value, option) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ?
    undefined
  : `${option} must be a finite number of 0 or more, got ${print(value)}`

type Checks<options> = Readonly<Record<keyof options, Check>>
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

export const refuseOption = (name: string, sentence: string, value: unknown): never =>
  raise(name, refuse(sentence, sentence.replace(/, got .*$/, ""), print(value), { code: "option" }))

/** The options over the defaults; those that are `undefined` count as left out. */
export const settled = <options extends object>(
  name: string,
  checks: Checks<options>,
  defaults: Required<options>,
  given: options,
): Required<options> => {
  const table: Readonly<Record<string, Check>> = checks
  if (typeof given !== "object" || given === null) {
    return refuseOption(name, `${name} takes an object of options, got ${print(given)}`, given)
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  for (const [option, value] of Object.entries(options)) {
    const known = Object.hasOwn(table, option) ? table[option] : undefined
    const sentence =
      known ? known(value, option) : `${name} has no option ${option}; it has ${Object.keys(table).join(", ")}`
    if (sentence !== undefined) refuseOption(name, sentence, value)
  }
  return { ...defaults, ...options }
}
