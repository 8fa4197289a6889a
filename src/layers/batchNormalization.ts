import type { aboveZero, fraction, integer } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { normalizedShape, normalizedSize } from "../core/normalized.js"
import * as check from "../core/options.js"
import {
  type Constraint,
  constraint,
  type Initializer,
  initializer,
  type Regularizer,
  regularizer,
} from "../core/weights.js"
import { product, type showDim } from "../ops/dim.js"

export interface BatchNormalizationOptions<
  axis extends number = number,
  center extends boolean = boolean,
  scale extends boolean = boolean,
  momentum extends number = number,
  epsilon extends number = number,
> extends LayerOptions {
  /** The axis of the features, each of which is normalized; negative ones count from the last. @default -1 */
  readonly axis?: integer<axis, "axis">
  /** How much of the moving mean and variance stays in each step of training: from 0 to 1. @default 0.99 */
  readonly momentum?: fraction<momentum, "momentum">
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
  /** How the moving mean begins. @default "zeros" */
  readonly movingMeanInitializer?: Initializer
  /** How the moving variance begins. @default "ones" */
  readonly movingVarianceInitializer?: Initializer
  /** What `beta` is brought back to. */
  readonly betaConstraint?: Constraint
  /** What `gamma` is brought back to. */
  readonly gammaConstraint?: Constraint
  /** What `beta` costs. */
  readonly betaRegularizer?: Regularizer
  /** What `gamma` costs. */
  readonly gammaRegularizer?: Regularizer
}

/** The moving mean and variance, and what is learned. */
type weightCount<center, scale> =
  boolean extends center ? number
  : boolean extends scale ? number
  : center extends false ?
    scale extends false ?
      2
    : 3
  : scale extends false ? 3
  : 4
const weightCount = ({ center, scale }: BatchNormalizationOptions) =>
  2 + (center === false ? 0 : 1) + (scale === false ? 0 : 1)

interface batchNormalizationRule<axis extends number, center, scale> extends Rule {
  readonly title: `batchNormalization(axis ${showDim<axis>})`
  readonly out: normalizedShape<this["in"], "batchNormalization", axis, true>
  readonly params: product<weightCount<center, scale>, normalizedSize<this["in"], axis>>
}

/** A batch normalization of the features along `axis`. */
export interface BatchNormalization<axis extends number> extends Layer<batchNormalizationRule<axis, true, true>> {}
/** A batch normalization whose `beta` or `gamma` was turned off, or may be. */
export interface BatchNormalizationWith<
  axis extends number,
  center extends boolean,
  scale extends boolean,
> extends Layer<batchNormalizationRule<axis, center, scale>> {}

/**
 * `gamma * (x - mean) / sqrt(variance + epsilon) + beta` for each feature: in training with the mean and the variance of
 * the batch, else with the moving ones that training left (Ioffe and Szegedy 2015, arXiv:1502.03167).
 *
 * @shape any shape that has the axis, to itself; `4 * D` weights for an axis of size `D`, half of them not trained
 * @param options.axis an integer; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis, or its size is not known
 * @see https://keras.io/api/layers/normalization_layers/batch_normalization/
 * @example
 * batchNormalization()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const batchNormalization = layer<
  <
    const axis extends number = -1,
    center extends boolean = true,
    scale extends boolean = true,
    const momentum extends number = never,
    const epsilon extends number = never,
  >(
    options?: BatchNormalizationOptions<axis, center, scale, momentum, epsilon>,
  ) => [center, scale] extends [true, true] ? BatchNormalization<axis> : BatchNormalizationWith<axis, center, scale>,
  BatchNormalizationOptions
>({
  kind: "BatchNormalization",
  title: ({ axis = -1 }) => `batchNormalization(axis ${axis})`,
  options: {
    axis: check.option(check.integer, [undefined, 1, -2, 2]),
    momentum: check.option(check.fraction, [undefined, 0.9]),
    epsilon: check.option(check.aboveZero, [undefined, 1e-5]),
    center: check.option(check.flag, [undefined, true, false]),
    scale: check.option(check.flag, [undefined, true, false]),
    betaInitializer: initializer,
    gammaInitializer: initializer,
    movingMeanInitializer: initializer,
    movingVarianceInitializer: initializer,
    betaConstraint: constraint,
    gammaConstraint: constraint,
    betaRegularizer: regularizer,
    gammaRegularizer: regularizer,
  },
  shape: (input, { axis = -1 }) => normalizedShape(input, "batchNormalization", axis, true),
  params: (input, options) => product(weightCount(options), normalizedSize(input, options.axis ?? -1)),
})
