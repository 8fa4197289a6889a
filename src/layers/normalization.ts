import type { integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { adapting } from "../core/adapt.js"
import type { Adapting } from "../core/adapting.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import { type Axes, normalizedShape, normalizedSize } from "../core/normalized.js"
import * as check from "../core/options.js"
import { axisOf, showAxes } from "../ops/axis.js"
import { product, type RuntimeDim, sameDim, showDim, sum } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

/** One number for all, or one for each place of the axis. */
type Statistic = number | readonly number[]

export interface NormalizationOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
  mean extends Statistic = Statistic,
  variance extends Statistic = Statistic,
> extends LayerOptions {
  /** The axis, or the axes, whose places are each normalized by themselves; `[]` for all values together. @default -1 */
  readonly axis?: integerOrList<axis, list, "axis">
  /** The mean, where it is known: a number, or one for each place of the axis. Otherwise `adapt` finds it. */
  readonly mean?: mean
  /** The variance, where it is known, likewise. */
  readonly variance?: likeMean<mean, variance>
  /** Whether normalized values are brought back to what they were. @default false */
  readonly invert?: boolean
}

/** A number where the mean is a number, and as many numbers where it is a list; otherwise the sentence. */
type likeMean<mean, variance> =
  [mean] extends [never] ? variance
  : [mean] extends [number] ?
    [variance] extends [number] ?
      variance
    : typeof wantsLike
  : [mean] extends [readonly unknown[]] ?
    [variance] extends [readonly unknown[]] ?
      [number] extends [mean["length"] | variance["length"]] ? variance
      : [mean["length"]] extends [variance["length"]] ? variance
      : typeof wantsLike
    : typeof wantsLike
  : variance
const wantsLike = "variance must be a number where mean is one, and a list of as many numbers where mean is a list"

/** What is asked for beside the option that was given. */
type BothOrNone<mean, variance> =
  [mean] extends [never] ?
    [variance] extends [never] ?
      unknown
    : { readonly mean: typeof wantsMean }
  : [variance] extends [never] ? { readonly variance: typeof wantsVariance }
  : unknown
const wantsMean = "mean must be given with variance"
const wantsVariance = "variance must be given with mean"
const bothOrNone = ({ mean, variance }: NormalizationOptions) =>
  mean === undefined && variance !== undefined ? wantsMean
  : mean !== undefined && variance === undefined ? wantsVariance
  : [mean].flat().length === [variance].flat().length && Array.isArray(mean) === Array.isArray(variance) ? undefined
  : wantsLike

/** The input's own shape, when it has the axes, each of a known size, and a list has a number for each place. */
type normalizationShape<In, axes, mean, variance> =
  normalizedShape<In, "normalization", axes, true> extends infer shape ?
    shape extends readonly unknown[] ?
      misfit<shape, axes, mean> extends infer found ?
        [found] extends [string] ? found
        : misfit<shape, axes, variance> extends infer other ?
          [other] extends [string] ?
            other
          : shape
        : never
      : never
    : shape
  : never
/** The sentence that refuses a list of means or variances. */
type misfit<In extends readonly unknown[], axes, list> =
  [list] extends [never] ? 0
  : list extends readonly unknown[] ?
    number extends list["length"] | In["length"] ? 0
    : oneOf<axes> extends infer axis ?
      axis extends number ?
        number extends axis ? 0
        : axisOf<In, axis> extends infer position extends number ?
          sameDim<In[position], list["length"]> extends "yes" ?
            0
          : wantsEach<axis, In[position], list["length"]>
        : 0
      : axis extends "several" ? wantsOneAxis<axes>
      : 0
    : never
  : 0
type oneOf<axes> =
  axes extends readonly [infer axis extends number] ? axis
  : axes extends readonly unknown[] ?
    number extends axes["length"] ?
      "unknown"
    : "several"
  : axes
const normalizationShape = (input: RuntimeShape, { axis = -1, mean, variance }: NormalizationOptions) => {
  const shape = normalizedShape(input, "normalization", axis, true)
  if (isRefusal(shape)) return shape
  for (const list of [mean, variance]) {
    if (!Array.isArray(list)) continue
    const axes = [axis].flat()
    const [only] = axes
    if (only === undefined || axes.length > 1) return refuse(wantsOneAxis(axis), "one number", show(list))
    const size = input[axisOf(input, only) ?? 0] ?? null
    if (!sameDim(size, list.length))
      return refuse(wantsEach(only, size, list.length), `${showDim(size)} numbers`, `${list.length}`)
  }
  return input
}

type wantsEach<
  axis extends number,
  size,
  count extends number,
> = `normalization(axis ${axis}) needs a mean and a variance for each of the ${showDim<size>} places of axis ${axis}, got ${count}`
const wantsEach = (axis: number, size: RuntimeDim, count: number) =>
  `normalization(axis ${axis}) needs a mean and a variance for each of the ${showDim(size)} places of axis ${axis}, got ${count}`

type wantsOneAxis<axes> =
  `normalization(axis ${showAxes<axes>}) takes lists of means and variances for one axis; give a number for all, or name one axis`
const wantsOneAxis = (axes: Axes) =>
  `normalization(axis ${showAxes(axes)}) takes lists of means and variances for one axis; give a number for all, or name one axis`

interface normalizationRule<axes extends Axes, mean, variance> extends Rule {
  readonly title: `normalization(axis ${showAxes<axes>})`
  readonly out: normalizationShape<this["in"], axes, mean, variance>
  readonly params: [mean] extends [never] ? sum<product<2, normalizedSize<this["in"], axes>>, 1> : 0
}

/** A normalization by the mean and the variance of data, for each place along `axes`. */
export interface Normalization<axes extends Axes> extends Layer<normalizationRule<axes, never, never>>, Adapting {}
/** A normalization by a mean and a variance that were given. */
export interface NormalizationBy<axes extends Axes, mean extends Statistic, variance extends Statistic> extends Layer<
  normalizationRule<axes, mean, variance>
> {}

const integers: check.Check = (value, option) =>
  Array.isArray(value) ? check.listOf(check.integer)(value, option) : check.integer(value, option)

/**
 * `(x - mean) / sqrt(variance)`, with the mean and the variance of the data that `adapt` is given, or of the options. What
 * `adapt` finds is kept in weights that training leaves alone.
 *
 * @shape any shape that has the axes, to itself; `2 * D + 1` weights for an axis of size `D`, and none where mean and
 * variance are given
 * @param options.axis an integer or a list of them; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis, the size of one is not known, or a list has not a number for each place
 * @see https://keras.io/api/layers/preprocessing_layers/numerical/normalization/
 * @example
 * normalization()(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const normalization = layer<
  <
    const axis extends number = never,
    const list extends readonly number[] = never,
    const mean extends Statistic = never,
    const variance extends Statistic = never,
  >(
    options?: NormalizationOptions<axis, list, mean, variance> & BothOrNone<mean, variance>,
  ) => [mean] extends [never] ? Normalization<oneOrList<axis, list, -1>>
  : NormalizationBy<oneOrList<axis, list, -1>, mean, variance>,
  NormalizationOptions
>({
  kind: "Normalization",
  title: ({ axis = -1 }) => `normalization(axis ${showAxes(axis)})`,
  options: {
    axis: check.option(integers, [undefined, 1, [], [1, 2]]),
    mean: check.option<Statistic | undefined>(check.either(check.finite, check.listOf(check.finite)), [
      undefined,
      0.5,
      [1, 2, 3],
    ]),
    variance: check.option<Statistic | undefined>(check.either(check.zeroOrMore, check.listOf(check.zeroOrMore)), [
      undefined,
      2,
      [1, 0.5, 4],
    ]),
    invert: check.option(check.flag, [undefined, true]),
  },
  together: bothOrNone,
  more: adapting,
  shape: normalizationShape,
  params: (input, { axis = -1, mean }) => (mean === undefined ? sum(product(2, normalizedSize(input, axis)), 1) : 0),
  // Keras sorts the axes, and so the axes of the weights.
  config: ({ axis = -1, ...options }) => ({
    ...options,
    axis: typeof axis === "number" ? axis : [...axis].sort((a, b) => a - b),
  }),
})
