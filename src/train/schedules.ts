/** Learning rates that change from step to step, as plain data: Keras's schedules. */
import {
  aboveZero,
  type Check,
  either,
  flag,
  fraction,
  listOf,
  natural,
  oneOf,
  positive,
  zeroOrMore,
} from "../core/options.js"
import { type Checks, refuseOption, settled } from "./settled.js"

interface Begin {
  /** The rate of the first step. */
  readonly initialLearningRate: number
}
interface DecayOptions extends Begin {
  /** After how many steps the rate is multiplied by `decayRate`, or divided by `1 + decayRate`. */
  readonly decaySteps: number
  readonly decayRate: number
  /** Whether it changes at once, and not a little at every step. @default false */
  readonly staircase?: boolean
}
interface PolynomialDecayOptions extends Begin {
  /** After how many steps the end is reached. */
  readonly decaySteps: number
  /** @default 0.0001 */
  readonly endLearningRate?: number
  /** 1 is a straight line. @default 1 */
  readonly power?: number
  /** Whether it begins again, longer, and does not stay at the end. @default false */
  readonly cycle?: boolean
}
interface CosineDecayOptions extends Begin {
  /** After how many steps, the warm-up left out, the end is reached. */
  readonly decaySteps: number
  /** The part of the rate that is left at the end. @default 0 */
  readonly alpha?: number
  /** The rate that the warm-up leads to, from `initialLearningRate`; null for no warm-up. @default null */
  readonly warmupTarget?: number | null
  /** How many steps the warm-up takes. @default 0 */
  readonly warmupSteps?: number
}
interface CosineDecayRestartsOptions extends Begin {
  /** The length of the first period. */
  readonly firstDecaySteps: number
  /** How much longer each next period is. @default 2 */
  readonly tMul?: number
  /** How much higher each next period begins. @default 1 */
  readonly mMul?: number
  /** The part of the rate that is left at the end of a period. @default 0 */
  readonly alpha?: number
}
interface PiecewiseConstantDecayOptions {
  /** The last step of each value but the last one, in order. */
  readonly boundaries: readonly number[]
  /** The rates: one more than there are boundaries. */
  readonly values: readonly number[]
}

/** The values, when there is one more than there are boundaries. */
type OneMore<boundaries extends readonly number[], values extends readonly number[]> =
  number extends boundaries["length"] | values["length"] ? values
  : [...boundaries, 0]["length"] extends infer wanted extends number ?
    values["length"] extends wanted ?
      values
    : wrongCount<wanted, values["length"]>
  : values
type wrongCount<
  wanted extends number,
  got extends number,
> = `values must be ${wanted}, one more than boundaries, got ${got}`
const wrongCount = (wanted: number, got: number) => `values must be ${wanted}, one more than boundaries, got ${got}`

interface Settings<className extends string, options> {
  readonly kind: "schedule"
  readonly className: className
  readonly config: Readonly<Required<options>>
}
/** A learning rate that changes from step to step: what `schedules.cosineDecay({ ... })` gives. */
export type Schedule =
  | Settings<"ExponentialDecay" | "InverseTimeDecay", DecayOptions>
  | Settings<"PolynomialDecay", PolynomialDecayOptions>
  | Settings<"CosineDecay", CosineDecayOptions>
  | Settings<"CosineDecayRestarts", CosineDecayRestartsOptions>
  | Settings<"PiecewiseConstantDecay", PiecewiseConstantDecayOptions>

const begin = { initialLearningRate: aboveZero }
const decay: Checks<DecayOptions> = { ...begin, decaySteps: positive, decayRate: aboveZero, staircase: flag }
const decayOf = (options: DecayOptions): Required<DecayOptions> => ({ staircase: false, ...options })

/**
 * Learning rates that change from step to step, given as an optimizer's `learningRate`.
 * @throws ShapeError when an option is missing, or has a value that it cannot have
 * @see https://keras.io/api/optimizers/learning_rate_schedules/
 * @example adam({ learningRate: schedules.cosineDecay({ initialLearningRate: 0.001, decaySteps: 1000 }) })
 */
export const schedules = {
  /** `initialLearningRate * decayRate ** (step / decaySteps)` */
  exponentialDecay: (options: DecayOptions): Settings<"ExponentialDecay", DecayOptions> => ({
    kind: "schedule",
    className: "ExponentialDecay",
    config: settled("exponentialDecay", decay, decayOf(options), options),
  }),
  /** `initialLearningRate / (1 + decayRate * step / decaySteps)` */
  inverseTimeDecay: (options: DecayOptions): Settings<"InverseTimeDecay", DecayOptions> => ({
    kind: "schedule",
    className: "InverseTimeDecay",
    config: settled("inverseTimeDecay", decay, decayOf(options), options),
  }),
  /** From `initialLearningRate` to `endLearningRate`, as `(1 - step / decaySteps) ** power` falls. */
  polynomialDecay: (options: PolynomialDecayOptions): Settings<"PolynomialDecay", PolynomialDecayOptions> => ({
    kind: "schedule",
    className: "PolynomialDecay",
    config: settled(
      "polynomialDecay",
      { ...begin, decaySteps: positive, endLearningRate: zeroOrMore, power: aboveZero, cycle: flag },
      { endLearningRate: 0.0001, power: 1, cycle: false, ...options },
      options,
    ),
  }),
  /** Up to `warmupTarget` in a line, if there is one, and down to `alpha` of it in half a wave. */
  cosineDecay: (options: CosineDecayOptions): Settings<"CosineDecay", CosineDecayOptions> => ({
    kind: "schedule",
    className: "CosineDecay",
    config: settled(
      "cosineDecay",
      {
        initialLearningRate: zeroOrMore,
        decaySteps: positive,
        alpha: fraction,
        warmupTarget: either(aboveZero, oneOf([null])),
        warmupSteps: natural,
      },
      { alpha: 0, warmupTarget: null, warmupSteps: 0, ...options },
      options,
    ),
  }),
  /** Half a wave down, again and again (Loshchilov and Hutter 2016, arXiv:1608.03983). */
  cosineDecayRestarts: (
    options: CosineDecayRestartsOptions,
  ): Settings<"CosineDecayRestarts", CosineDecayRestartsOptions> => ({
    kind: "schedule",
    className: "CosineDecayRestarts",
    config: settled(
      "cosineDecayRestarts",
      { ...begin, firstDecaySteps: positive, tMul: aboveZero, mMul: aboveZero, alpha: fraction },
      { tMul: 2, mMul: 1, alpha: 0, ...options },
      options,
    ),
  }),
  /** One value up to and with a boundary, the next one after it. */
  piecewiseConstantDecay: <
    const boundaries extends readonly number[],
    const values extends readonly number[],
  >(options: {
    /** The last step of each value but the last one, in order. */
    readonly boundaries: boundaries
    /** The rates: one more than there are boundaries. */
    readonly values: OneMore<boundaries, values>
  }): Settings<"PiecewiseConstantDecay", PiecewiseConstantDecayOptions> => piecewise(options),
}

const piecewise = (options: {
  readonly boundaries: unknown
  readonly values: unknown
}): Settings<"PiecewiseConstantDecay", PiecewiseConstantDecayOptions> => {
  const boundaries = numbers(options.boundaries, "boundaries", natural)
  const values = numbers(options.values, "values", aboveZero)
  if (values.length !== boundaries.length + 1)
    refuseOption("piecewiseConstantDecay", wrongCount(boundaries.length + 1, values.length), values)
  return { kind: "schedule", className: "PiecewiseConstantDecay", config: { boundaries, values } }
}
const numbers = (given: unknown, option: string, check: Check): readonly number[] => {
  const sentence = listOf(check)(given, option)
  return sentence === undefined && isNumbers(given) ?
      given
    : refuseOption("piecewiseConstantDecay", sentence ?? `${option} must be a list`, given)
}
const isNumbers = (given: unknown): given is readonly number[] =>
  Array.isArray(given) && given.every(value => typeof value === "number")
