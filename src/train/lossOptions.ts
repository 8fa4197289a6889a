/** Losses with their options, as plain data. */
import { aboveZero, either, flag, fraction, integer, listOf, oneOf, zeroOrMore } from "../core/options.js"
import { type LossName, lossNames } from "./names.js"
import { type Checks, settled } from "./settled.js"

interface OfLogits {
  /** Whether predictions are what sigmoid or softmax would be given, and not probabilities. @default false */
  readonly fromLogits?: boolean
}
interface Crossentropy extends OfLogits {
  /** How much of the truth is spread over all classes, from 0 to 1. @default 0 */
  readonly labelSmoothing?: number
  /** The axis of the classes. @default -1 */
  readonly axis?: number
}
export interface SparseCategoricalCrossentropyOptions extends OfLogits {
  /** A label that is left out, as if it were masked. @default null */
  readonly ignoreClass?: number | null
}
export interface BinaryFocalCrossentropyOptions extends Crossentropy {
  /** Whether class 1 weighs `alpha`, and class 0 `1 - alpha`. @default false */
  readonly applyClassBalancing?: boolean
  /** The weight of class 1. @default 0.25 */
  readonly alpha?: number
  /** How much less what is known well counts. @default 2 */
  readonly gamma?: number
}
export interface CategoricalFocalCrossentropyOptions extends Crossentropy {
  /** The weight of all classes, or of each. @default 0.25 */
  readonly alpha?: number | readonly number[]
  /** How much less what is known well counts. @default 2 */
  readonly gamma?: number
}
interface Overlap {
  /** The axes that are summed over, or null for all of them, the batch too. @default null */
  readonly axis?: number | readonly number[] | null
}
export interface TverskyOptions extends Overlap {
  /** What weighs what is true and not predicted, as Keras computes it. @default 0.5 */
  readonly alpha?: number
  /** What weighs what is predicted and not true. @default 0.5 */
  readonly beta?: number
}

/** The options of the losses that have any. */
interface OptionsOf {
  binaryCrossentropy: Crossentropy
  categoricalCrossentropy: Crossentropy
  sparseCategoricalCrossentropy: SparseCategoricalCrossentropyOptions
  binaryFocalCrossentropy: BinaryFocalCrossentropyOptions
  categoricalFocalCrossentropy: CategoricalFocalCrossentropyOptions
  /** From where on an error costs its size and not its square. @default delta 1 */
  huber: { readonly delta?: number }
  cosineProximity: { readonly axis?: number }
  dice: Overlap
  tversky: TverskyOptions
}

/** A loss with its options: what `losses.huber({ delta: 2 })` gives. */
export interface LossSettings<name extends LossName = LossName> {
  readonly kind: "loss"
  readonly name: name
  readonly config: Readonly<Required<name extends keyof OptionsOf ? OptionsOf[name] : {}>>
}
/** The same as a union, of which the name tells the options. */
export type AnyLossSettings = { [name in LossName]: LossSettings<name> }[LossName]
/** The losses that have no options. */
export type PlainLoss = Exclude<LossName, keyof OptionsOf>

const axes = either(integer, listOf(integer), oneOf([null]))
const crossentropy: Checks<Crossentropy> = { fromLogits: flag, labelSmoothing: fraction, axis: integer }
const crossentropyDefaults = { fromLogits: false, labelSmoothing: 0, axis: -1 }

/**
 * Losses with options of their own; a name alone means Keras's defaults.
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/losses/
 * @example losses.categoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 }).name // => "categoricalCrossentropy"
 */
export const losses = {
  /** `-mean(t * log(p) + (1 - t) * log(1 - p))` */
  binaryCrossentropy: (options: Crossentropy = {}): LossSettings<"binaryCrossentropy"> => ({
    kind: "loss",
    name: "binaryCrossentropy",
    config: settled("binaryCrossentropy", crossentropy, crossentropyDefaults, options),
  }),
  /** `-sum(t * log(p))`, of one-hot labels or shares */
  categoricalCrossentropy: (options: Crossentropy = {}): LossSettings<"categoricalCrossentropy"> => ({
    kind: "loss",
    name: "categoricalCrossentropy",
    config: settled("categoricalCrossentropy", crossentropy, crossentropyDefaults, options),
  }),
  /** `-log(p[t])`, of labels counted from 0 */
  sparseCategoricalCrossentropy: (
    options: SparseCategoricalCrossentropyOptions = {},
  ): LossSettings<"sparseCategoricalCrossentropy"> => ({
    kind: "loss",
    name: "sparseCategoricalCrossentropy",
    config: settled(
      "sparseCategoricalCrossentropy",
      { fromLogits: flag, ignoreClass: either(integer, oneOf([null])) },
      { fromLogits: false, ignoreClass: null },
      options,
    ),
  }),
  /** `mean((1 - p[t]) ** gamma * crossentropy)` (Lin et al. 2018, arXiv:1708.02002) */
  binaryFocalCrossentropy: (options: BinaryFocalCrossentropyOptions = {}): LossSettings<"binaryFocalCrossentropy"> => ({
    kind: "loss",
    name: "binaryFocalCrossentropy",
    config: settled(
      "binaryFocalCrossentropy",
      { ...crossentropy, applyClassBalancing: flag, alpha: fraction, gamma: zeroOrMore },
      { ...crossentropyDefaults, applyClassBalancing: false, alpha: 0.25, gamma: 2 },
      options,
    ),
  }),
  /** `sum(alpha * (1 - p) ** gamma * crossentropy)` (Lin et al. 2018, arXiv:1708.02002) */
  categoricalFocalCrossentropy: (
    options: CategoricalFocalCrossentropyOptions = {},
  ): LossSettings<"categoricalFocalCrossentropy"> => ({
    kind: "loss",
    name: "categoricalFocalCrossentropy",
    config: settled(
      "categoricalFocalCrossentropy",
      { ...crossentropy, alpha: either(zeroOrMore, listOf(zeroOrMore)), gamma: zeroOrMore },
      { ...crossentropyDefaults, alpha: 0.25, gamma: 2 },
      options,
    ),
  }),
  /** `mean(e ** 2 / 2)` where the error is at most `delta`, and `mean(delta * (|e| - delta / 2))` beyond */
  huber: (options: { readonly delta?: number } = {}): LossSettings<"huber"> => ({
    kind: "loss",
    name: "huber",
    config: settled("huber", { delta: aboveZero }, { delta: 1 }, options),
  }),
  /** `-sum(t / |t| * p / |p|)` along `axis`: from -1, the same direction, to 1 (Keras's CosineSimilarity) */
  cosineProximity: (options: { readonly axis?: number } = {}): LossSettings<"cosineProximity"> => ({
    kind: "loss",
    name: "cosineProximity",
    config: settled("cosineProximity", { axis: integer }, { axis: -1 }, options),
  }),
  /** `1 - 2 * sum(t * p) / (sum(t) + sum(p))`: how little two areas overlap */
  dice: (options: Overlap = {}): LossSettings<"dice"> => ({
    kind: "loss",
    name: "dice",
    config: settled("dice", { axis: axes }, { axis: null }, options),
  }),
  /** Dice with a weight for each kind of mistake (Salehi et al. 2017, arXiv:1706.05721) */
  tversky: (options: TverskyOptions = {}): LossSettings<"tversky"> => ({
    kind: "loss",
    name: "tversky",
    config: settled(
      "tversky",
      { axis: axes, alpha: zeroOrMore, beta: zeroOrMore },
      { axis: null, alpha: 0.5, beta: 0.5 },
      options,
    ),
  }),
}

const hasOptions = (name: LossName): name is keyof typeof losses => Object.hasOwn(losses, name)

/** A loss with Keras's defaults. */
const plain = <name extends PlainLoss>(name: name) => ({ kind: "loss", name, config: {} }) as const

/** The settings of a name: Keras's. */
export const defaultsOf = (name: LossName): AnyLossSettings => (hasOptions(name) ? losses[name]() : plain(name))

/** Whether something has the form of settings, made by `losses`. */
export const isLossSettings = (given: unknown): given is AnyLossSettings =>
  typeof given === "object" &&
  given !== null &&
  "kind" in given &&
  given.kind === "loss" &&
  "name" in given &&
  lossNames.some(name => name === given.name) &&
  "config" in given
