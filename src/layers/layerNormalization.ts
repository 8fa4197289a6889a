import type { aboveZero, integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Axes, normalizedShape, normalizedSize } from "../core/normalized.js"
import * as check from "../core/options.js"
import { type Initializer, initializer, type Regularizer, regularizer } from "../core/weights.js"
import { showAxes } from "../ops/axis.js"
import { product } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface LayerNormalizationOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
  center extends boolean = boolean,
  scale extends boolean = boolean,
  epsilon extends number = number,
> extends LayerOptions {
  /** The axis, or the axes together, that are normalized; negative ones count from the last. @default -1 */
  readonly axis?: integerOrList<axis, list, "axis">
  /** Added to the variance, so that nothing is divided by 0: above 0. @default 1e-3 */
  readonly epsilon?: aboveZero<epsilon, "epsilon">
  /** Whether an offset `beta` is learned and added. @default true */
  readonly center?: center
  /** Whether a factor `gamma` is learned. @default true */
  readonly scale?: scale
  /** How `beta` begins. @default "zeros" */
  readonly betaInitializer?: Initializer
  /** How `gamma` begins. @default "ones" */
  readonly gammaInitializer?: Initializer
  /** What `beta` costs. */
  readonly betaRegularizer?: Regularizer
  /** What `gamma` costs. */
  readonly gammaRegularizer?: Regularizer
}

/** How many weights there are, each as large as the axes. */
type weightCount<center, scale> =
  boolean extends center ? number
  : boolean extends scale ? number
  : center extends false ?
    scale extends false ?
      0
    : 1
  : scale extends false ? 1
  : 2
const weightCount = ({ center, scale }: LayerNormalizationOptions) =>
  (center === false ? 0 : 1) + (scale === false ? 0 : 1)

type hasWeights<center, scale> =
  weightCount<center, scale> extends infer count ?
    number extends count ? boolean
    : count extends 0 ? false
    : true
  : never

interface layerNormalizationRule<axes extends Axes, center, scale> extends Rule {
  readonly title: `layerNormalization(axis ${showAxes<axes>})`
  readonly out: normalizedShape<this["in"], "layerNormalization", axes, hasWeights<center, scale>>
  readonly params: product<weightCount<center, scale>, normalizedSize<this["in"], axes>>
}

/** A layer normalization over `axes`. */
export interface LayerNormalization<axes extends Axes> extends Layer<layerNormalizationRule<axes, true, true>> {}
/** A layer normalization whose `beta` or `gamma` was turned off, or may be. */
export interface LayerNormalizationWith<axes extends Axes, center extends boolean, scale extends boolean> extends Layer<
  layerNormalizationRule<axes, center, scale>
> {}

/**
 * `gamma * (x - mean) / sqrt(variance + epsilon) + beta`, the mean and the variance over one or more axes of each sample
 * (Ba et al. 2016, arXiv:1607.06450).
 *
 * @shape any shape that has the axes, to itself; `2 * D` weights for an axis of size `D`, and for more their product
 * @param options.axis an integer or a list of them; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis, or the size of one is not known
 * @see https://keras.io/api/layers/normalization_layers/layer_normalization/
 * @example
 * layerNormalization()(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const layerNormalization = layer<
  <
    const axis extends number = never,
    const list extends readonly number[] = never,
    center extends boolean = true,
    scale extends boolean = true,
    const epsilon extends number = never,
  >(
    options?: LayerNormalizationOptions<axis, list, center, scale, epsilon>,
  ) => [center, scale] extends [true, true] ? LayerNormalization<oneOrList<axis, list, -1>>
  : LayerNormalizationWith<oneOrList<axis, list, -1>, center, scale>,
  LayerNormalizationOptions
>({
  kind: "LayerNormalization",
  title: ({ axis = -1 }) => `layerNormalization(axis ${showAxes(axis)})`,
  options: {
    axis: check.option(check.oneOrMore(check.integer), [undefined, 1, -2, [1, 2], [-1], [2, 1]]),
    epsilon: check.option(check.aboveZero, [undefined, 1e-5]),
    center: check.option(check.flag, [undefined, true, false]),
    scale: check.option(check.flag, [undefined, true, false]),
    betaInitializer: initializer,
    gammaInitializer: initializer,
    betaRegularizer: regularizer,
    gammaRegularizer: regularizer,
  },
  shape: (input: RuntimeShape, options) =>
    normalizedShape(input, "layerNormalization", options.axis ?? -1, weightCount(options) > 0),
  params: (input, options) => product(weightCount(options), normalizedSize(input, options.axis ?? -1)),
  // Keras sorts the axes, and so the axes of the weights.
  config: ({ axis = -1, ...options }) => ({
    ...options,
    axis: typeof axis === "number" ? axis : [...axis].sort((a, b) => a - b),
  }),
})
