import type { integer } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
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
import { axisOf } from "../ops/axis.js"
import { product, quotient, type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

/** A positive integer, or -1; otherwise the sentence. */
type groupCount<groups extends number> =
  number extends groups ? groups
  : groups extends -1 ? groups
  : `${groups}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" ? wantsGroups<groups>
  : groups
type wantsGroups<groups extends number> =
  `groups must be a positive integer, or -1 for a group each channel, got ${groups}`
const groupCount: check.Check = (value, option) =>
  value === -1 || check.positive(value, option) === undefined ?
    undefined
  : `${option} must be a positive integer, or -1 for a group each channel, got ${check.print(value)}`

export interface GroupNormalizationOptions<
  groups extends number = number,
  axis extends number = number,
  center extends boolean = boolean,
  scale extends boolean = boolean,
> extends LayerOptions {
  /** How many groups the channels are split into: a number that divides them, or -1 for a group each channel. @default 32 */
  readonly groups?: groupCount<groups>
  /** The axis of the channels; negative ones count from the last. @default -1 */
  readonly axis?: integer<axis, "axis">
  /** Added to the variance, so that nothing is divided by 0: above 0. @default 1e-3 */
  readonly epsilon?: number
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
  /** What `beta` is brought back to. */
  readonly betaConstraint?: Constraint
  /** What `gamma` is brought back to. */
  readonly gammaConstraint?: Constraint
}

/** The input's own shape, when it has the axis behind the batch, of a known size that `groups` divides. */
type groupNormalizationShape<In, groups, axis extends number> =
  normalizedShape<In, "groupNormalization", axis, true> extends infer shape ?
    shape extends readonly unknown[] ?
      number extends shape["length"] | axis ? shape
      : axisOf<shape, axis> extends infer position extends number ?
        position extends 0 ? isBatch<shape, axis>
        : groups extends -1 ? shape
        : [quotient<shape[position], groups>] extends [never] ? splitsBadly<shape, groups, axis, shape[position]>
        : shape
      : shape
    : shape
  : never
const groupNormalizationShape = (input: RuntimeShape, { groups = 32, axis = -1 }: GroupNormalizationOptions) => {
  const shape = normalizedShape(input, "groupNormalization", axis, true)
  if (isRefusal(shape)) return shape
  const position = axisOf(input, axis) ?? 0
  if (position === 0) return refuse(isBatch(input, axis), "an axis behind the batch", show(input))
  const size = input[position] ?? null
  if (groups === -1 || quotient(size, groups) !== undefined) return input
  return refuse(splitsBadly(input, groups, axis, size), `a multiple of ${groups}`, showDim(size))
}

type isBatch<
  In,
  axis extends number,
> = `groupNormalization(axis ${axis}) got ${show<In>}, whose axis ${axis} is the batch; name the axis of the channels`
const isBatch = (input: RuntimeShape, axis: number) =>
  `groupNormalization(axis ${axis}) got ${show(input)}, whose axis ${axis} is the batch; name the axis of the channels`

type splitsBadly<
  In,
  groups,
  axis extends number,
  size,
> = `groupNormalization(${showDim<groups>}) splits axis ${axis} into ${showDim<groups>} groups, but its size is ${showDim<size>} in ${show<In>}; choose a number of groups that divides it`
const splitsBadly = (input: RuntimeShape, groups: number, axis: number, size: RuntimeDim) =>
  `groupNormalization(${groups}) splits axis ${axis} into ${groups} groups, but its size is ${showDim(size)} in ${show(input)}; choose a number of groups that divides it`

/** How many weights there are, each as large as the axis. */
type weightCount<center, scale> =
  boolean extends center ? number
  : boolean extends scale ? number
  : center extends false ?
    scale extends false ?
      0
    : 1
  : scale extends false ? 1
  : 2
const weightCount = ({ center, scale }: GroupNormalizationOptions) =>
  (center === false ? 0 : 1) + (scale === false ? 0 : 1)

interface groupNormalizationRule<groups extends number, axis extends number, center, scale> extends Rule {
  readonly title: `groupNormalization(${showDim<groups>})`
  readonly out: groupNormalizationShape<this["in"], groups, axis>
  readonly params: product<weightCount<center, scale>, normalizedSize<this["in"], axis>>
}

/** A normalization of each sample, `groups` groups of channels each by itself. */
export interface GroupNormalization<groups extends number> extends Layer<
  groupNormalizationRule<groups, -1, true, true>
> {}
/** A group normalization over another axis, or whose `beta` or `gamma` was turned off, or may be. */
export interface GroupNormalizationWith<
  groups extends number,
  axis extends number,
  center extends boolean,
  scale extends boolean,
> extends Layer<groupNormalizationRule<groups, axis, center, scale>> {}

/**
 * `gamma * (x - mean) / sqrt(variance + epsilon) + beta`, the mean and the variance over all places and the channels of a
 * group, of each sample by itself (Wu and He 2018, arXiv:1803.08494). With `groups: -1` it is an instance normalization.
 *
 * @shape any shape that has the axis, to itself; `2 * C` weights for `C` channels
 * @param options.groups a positive integer that divides the channels, or -1 for a group each channel
 * @throws ShapeError when `groups` does not divide the channels, the input has no such axis, or its size is not known
 * @see https://keras.io/api/layers/normalization_layers/group_normalization/
 * @example
 * groupNormalization({ groups: 4 })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 28, 28, 8]>
 */
export const groupNormalization = layer<
  <
    const groups extends number = 32,
    const axis extends number = -1,
    center extends boolean = true,
    scale extends boolean = true,
  >(
    options?: GroupNormalizationOptions<groups, axis, center, scale>,
  ) => [axis, center, scale] extends [-1, true, true] ? GroupNormalization<groups>
  : GroupNormalizationWith<groups, axis, center, scale>,
  GroupNormalizationOptions
>({
  kind: "GroupNormalization",
  title: ({ groups = 32 }) => `groupNormalization(${groups})`,
  options: {
    groups: check.option(groupCount, [2, 1, 3, -1, undefined]),
    axis: check.option(check.integer, [undefined, 1, -2]),
    epsilon: check.option(check.aboveZero, [undefined, 1e-5]),
    center: check.option(check.flag, [undefined, true, false]),
    scale: check.option(check.flag, [undefined, true, false]),
    betaInitializer: initializer,
    gammaInitializer: initializer,
    betaRegularizer: regularizer,
    gammaRegularizer: regularizer,
    betaConstraint: constraint,
    gammaConstraint: constraint,
  },
  shape: groupNormalizationShape,
  params: (input, options) => product(weightCount(options), normalizedSize(input, options.axis ?? -1)),
})
