/** How weights begin, what they cost, and what they must stay within: plain data, as tfjs writes it into a file. */
import { raise, refuse } from "./error.js"
import { meant, noOption } from "./near.js"
import {
  aboveZero,
  type Check,
  finite,
  flag,
  fraction,
  integer,
  natural,
  oneOf,
  option,
  print,
  zeroOrMore,
} from "./options.js"

/** An initializer, a regularizer or a constraint: its class in tfjs, and its options. */
export interface WeightRule<kind extends "initializer" | "regularizer" | "constraint"> {
  readonly kind: kind
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
}

const initializerNames = [
  "glorotNormal",
  "glorotUniform",
  "heNormal",
  "heUniform",
  "identity",
  "leCunNormal",
  "leCunUniform",
  "ones",
  "orthogonal",
  "randomNormal",
  "randomUniform",
  "truncatedNormal",
  "varianceScaling",
  "zeros",
] as const

/** How a weight begins: a name, or one of `initializers` with its options. */
export type Initializer = (typeof initializerNames)[number] | WeightRule<"initializer">
/** What is added to the loss for the size of a weight: one of `regularizers`. */
export type Regularizer = "l1l2" | WeightRule<"regularizer">
/** What a weight is brought back to after each step: a name, or one of `constraints` with its options. */
export type Constraint = "maxNorm" | "minMaxNorm" | "nonNeg" | "unitNorm" | WeightRule<"constraint">

const make = <kind extends "initializer" | "regularizer" | "constraint">(
  kind: kind,
  className: string,
  checks: Readonly<Record<string, Check>>,
  given: object,
): WeightRule<kind> => {
  if (typeof given !== "object" || given === null) {
    const sentence = `${className} takes an object of options, got ${print(given)}`
    raise(className, refuse(sentence, "an object of options", print(given), { code: "option" }))
  }
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    const sentence = check ? check(value, name) : noOption(className, name, Object.keys(checks))
    if (sentence) raise(className, refuse(sentence, Object.keys(checks).join(", "), print(value), { code: "option" }))
  }
  return { kind, className, config: { ...given } }
}

const seed = { seed: integer }
const normal = { mean: finite, stddev: finite, ...seed }

/** Keras's initializers, with tfjs's options. A `seed` makes a weight the same in every run. */
export const initializers = {
  /** Every value is `value`. */
  constant: (options: { value: number }) => make("initializer", "Constant", { value: finite }, options),
  /** Normal, with the variance `2 / (in + out)` (Glorot and Bengio 2010). */
  glorotNormal: (options: { seed?: number } = {}) => make("initializer", "GlorotNormal", seed, options),
  /** Uniform in `sqrt(6 / (in + out))` of 0 (Glorot and Bengio 2010): the default of kernels. */
  glorotUniform: (options: { seed?: number } = {}) => make("initializer", "GlorotUniform", seed, options),
  /** Normal, with the variance `2 / in` (He et al. 2015). */
  heNormal: (options: { seed?: number } = {}) => make("initializer", "HeNormal", seed, options),
  /** Uniform in `sqrt(6 / in)` of 0 (He et al. 2015). */
  heUniform: (options: { seed?: number } = {}) => make("initializer", "HeUniform", seed, options),
  /** `gain` on the diagonal of a square matrix. */
  identity: (options: { gain?: number } = {}) => make("initializer", "Identity", { gain: finite }, options),
  /** Normal, with the variance `1 / in` (LeCun et al. 1998). */
  leCunNormal: (options: { seed?: number } = {}) => make("initializer", "LeCunNormal", seed, options),
  /** Uniform in `sqrt(3 / in)` of 0 (LeCun et al. 1998). */
  leCunUniform: (options: { seed?: number } = {}) => make("initializer", "LeCunUniform", seed, options),
  /** A random orthogonal matrix times `gain` (Saxe et al. 2014): the default of recurrent kernels. */
  orthogonal: (options: { gain?: number; seed?: number } = {}) =>
    make("initializer", "Orthogonal", { gain: finite, ...seed }, options),
  randomNormal: (options: { mean?: number; stddev?: number; seed?: number } = {}) =>
    make("initializer", "RandomNormal", normal, options),
  randomUniform: (options: { minval?: number; maxval?: number; seed?: number } = {}) =>
    make("initializer", "RandomUniform", { minval: finite, maxval: finite, ...seed }, options),
  /** Normal, with what is beyond two standard deviations drawn again. */
  truncatedNormal: (options: { mean?: number; stddev?: number; seed?: number } = {}) =>
    make("initializer", "TruncatedNormal", normal, options),
  /** `scale` over the number of inputs, of outputs, or the mean of both. */
  varianceScaling: (options: {
    scale?: number
    mode?: "fanIn" | "fanOut" | "fanAvg"
    distribution?: "normal" | "uniform" | "truncatedNormal"
    seed?: number
  }) =>
    make(
      "initializer",
      "VarianceScaling",
      {
        scale: aboveZero,
        mode: oneOf(["fanIn", "fanOut", "fanAvg"]),
        distribution: oneOf(["normal", "uniform", "truncatedNormal"]),
        ...seed,
      },
      options,
    ),
}

/** Costs of large weights, added to the loss. */
export const regularizers = {
  /** `l1 * sum(|w|)` @default 0.01 */
  l1: ({ l1 = 0.01 }: { l1?: number } = {}) => make("regularizer", "L1L2", { l1: finite, l2: finite }, { l1, l2: 0 }),
  /** `l2 * sum(w * w)` @default 0.01 */
  l2: ({ l2 = 0.01 }: { l2?: number } = {}) => make("regularizer", "L1L2", { l1: finite, l2: finite }, { l1: 0, l2 }),
  /** Both @default 0.01 */
  l1l2: ({ l1 = 0.01, l2 = 0.01 }: { l1?: number; l2?: number } = {}) =>
    make("regularizer", "L1L2", { l1: finite, l2: finite }, { l1, l2 }),
  /** How far the rows, or the columns, of a matrix are from standing upright on each other: `factor` times the mean of `|cos|`. */
  orthogonal: ({ factor = 0.01, mode = "rows" }: { factor?: number; mode?: "rows" | "columns" } = {}) =>
    make(
      "regularizer",
      "OrthogonalRegularizer",
      { factor: zeroOrMore, mode: oneOf(["rows", "columns"]) },
      { factor, mode },
    ),
}

/** Bounds that weights are brought back to after each step. */
export const constraints = {
  /** The norm along `axis` is at most `maxValue`. */
  maxNorm: (options: { maxValue?: number; axis?: number } = {}) =>
    make("constraint", "MaxNorm", { maxValue: aboveZero, axis: natural }, options),
  /** The norm along `axis` is from `minValue` to `maxValue`. */
  minMaxNorm: (options: { minValue?: number; maxValue?: number; rate?: number; axis?: number } = {}) =>
    make("constraint", "MinMaxNorm", { minValue: finite, maxValue: aboveZero, rate: fraction, axis: natural }, options),
  nonNeg: () => make("constraint", "NonNeg", {}, {}),
  /** The norm along `axis` is 1. */
  unitNorm: (options: { axis?: number } = {}) => make("constraint", "UnitNorm", { axis: natural }, options),
}

const ruleOr =
  (kind: WeightRule<"initializer">["kind"] | "regularizer" | "constraint", names: readonly string[]): Check =>
  (value, option) =>
    (
      (typeof value === "object" && value !== null && "kind" in value && value.kind === kind) ||
      (typeof value === "string" && names.includes(value))
    ) ?
      undefined
    : `${option} must be one of ${names.join(", ")}, or one of ${kind}s, got ${print(value)}${meant(value, names)}`

/** How a weight begins; the default is the layer's. */
export const initializer = option<Initializer | undefined>(ruleOr("initializer", initializerNames), [undefined, "ones"])
export const regularizer = option<Regularizer | undefined>(ruleOr("regularizer", ["l1l2"]), [undefined])
export const constraint = option<Constraint | undefined>(
  ruleOr("constraint", ["maxNorm", "minMaxNorm", "nonNeg", "unitNorm"]),
  [undefined],
)
export const useBias = option<boolean | undefined>(flag, [undefined, false])

/** Options of a layer with a kernel and a bias. */
export interface KernelOptions {
  /** How the kernel begins. @default "glorotUniform" */
  readonly kernelInitializer?: Initializer
  /** How the bias begins. @default "zeros" */
  readonly biasInitializer?: Initializer
  /** What the kernel costs. */
  readonly kernelRegularizer?: Regularizer
  /** What the bias costs. */
  readonly biasRegularizer?: Regularizer
  /** What the output costs. */
  readonly activityRegularizer?: Regularizer
  /** What the kernel is brought back to. */
  readonly kernelConstraint?: Constraint
  /** What the bias is brought back to. */
  readonly biasConstraint?: Constraint
}

/** The checks of `KernelOptions`. */
export const kernelOptions = {
  kernelInitializer: initializer,
  biasInitializer: initializer,
  kernelRegularizer: regularizer,
  biasRegularizer: regularizer,
  activityRegularizer: regularizer,
  kernelConstraint: constraint,
  biasConstraint: constraint,
}
