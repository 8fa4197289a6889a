import type { integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import {
  type Constraint,
  constraint,
  type Initializer,
  initializer,
  type Regularizer,
  regularizer,
} from "../core/weights.js"
import { product, type RuntimeDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface PReLUOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** The axis, or the axes, along which one slope serves all: counted from 1, behind the batch. The default is none. */
  readonly sharedAxes?: integerOrList<axis, list, "sharedAxes">
  /** How the slopes begin. @default "zeros" */
  readonly alphaInitializer?: Initializer
  /** What the slopes cost. */
  readonly alphaRegularizer?: Regularizer
  /** What the slopes are brought back to. */
  readonly alphaConstraint?: Constraint
}

type Shared = number | readonly number[]
type axesIn<shared> = shared extends readonly (infer axis)[] ? axis : shared

/** The input's own shape, when it has the axes, and every other one behind the batch is of a known size. */
type preluShape<In, shared> =
  In extends readonly unknown[] ?
    number extends In["length"] ? In
    : lackedAxis<In, shared> extends infer axis extends number ? lacksAxis<In, shared, axis>
    : openAxis<In, axesIn<shared>> extends infer axis extends number ? wantsSize<In, axis>
    : In
  : In
type lackedAxis<In extends readonly unknown[], shared> =
  shared extends number ? lackedOne<In, shared>
  : shared extends readonly [infer first extends number, ...infer rest] ?
    lackedOne<In, first> extends "none" ?
      lackedAxis<In, rest>
    : first
  : "none"
type lackedOne<In extends readonly unknown[], axis extends number> =
  number extends axis ? "none"
  : `${axis}` extends Exclude<keyof In, "0"> ? "none"
  : axis
type openAxis<In, shared, before extends readonly unknown[] = []> =
  In extends readonly [infer dim, ...infer rest] ?
    before["length"] extends 0 | shared ? openAxis<rest, shared, [...before, dim]>
    : dim extends string ?
      string extends dim ?
        openAxis<rest, shared, [...before, dim]>
      : before["length"]
    : openAxis<rest, shared, [...before, dim]>
  : "none"
const preluShape = (input: RuntimeShape, { sharedAxes = [] }: PReLUOptions) => {
  const shared = [sharedAxes].flat()
  const lacked = shared.find(axis => axis < 1 || axis >= input.length)
  if (lacked !== undefined)
    return refuse(lacksAxis(input, sharedAxes, lacked), `an axis ${lacked} behind the batch`, show(input))
  const open = input.findIndex((dim, axis) => axis > 0 && !shared.includes(axis) && typeof dim === "string")
  if (open >= 0) return refuse(wantsSize(input, open), `a size of axis ${open}`, show(input))
  return input
}

type shownAxes<shared> = shared extends readonly unknown[] ? show<shared> : `${shared & number}`
type lacksAxis<
  In,
  shared,
  axis extends number,
> = `prelu(sharedAxes ${shownAxes<shared>}) got ${show<In>}, which has no axis ${axis} behind the batch; count from 1`
const lacksAxis = (input: RuntimeShape, shared: Shared, axis: number) =>
  `prelu(sharedAxes ${typeof shared === "number" ? shared : show(shared)}) got ${show(input)}, which has no axis ${axis} behind the batch; count from 1`

type wantsSize<
  In,
  axis extends number,
> = `prelu has a slope for each place of axis ${axis}, so its size must be a number, got ${show<In>}; give the input that size, or name ${axis} among sharedAxes`
const wantsSize = (input: RuntimeShape, axis: number) =>
  `prelu has a slope for each place of axis ${axis}, so its size must be a number, got ${show(input)}; give the input that size, or name ${axis} among sharedAxes`

type preluCount<In, shared, before extends readonly unknown[] = [], done = 1> =
  number extends axesIn<shared> ? number
  : In extends readonly [infer dim, ...infer rest] ?
    preluCount<rest, shared, [...before, dim], before["length"] extends 0 | axesIn<shared> ? done : product<done, dim>>
  : In extends readonly [] ? done
  : number
const preluCount = (input: RuntimeShape, { sharedAxes = [] }: PReLUOptions): RuntimeDim =>
  input.filter((_, axis) => axis > 0 && ![sharedAxes].flat().includes(axis)).reduce(product, 1)

interface preluRule<shared extends Shared> extends Rule {
  readonly title: "prelu"
  readonly out: preluShape<this["in"], shared>
  readonly params: preluCount<this["in"], shared>
}

/** Puts what is below 0 on a slope that is learned, one for all places along the axes `shared`. */
export interface PReLU<shared extends Shared> extends Layer<preluRule<shared>> {}

/**
 * `x` above 0, and `alpha * x` below, where `alpha` is learned (He et al. 2015, arXiv:1502.01852).
 *
 * @shape any shape to itself; a weight for each place behind the batch, and one along each of `sharedAxes`
 * @param options.sharedAxes an integer or a list of them, counted from 1
 * @throws ShapeError when the input has no such axis, or the size of an axis that is not shared is not known
 * @see https://keras.io/api/layers/activation_layers/prelu/
 * @example
 * prelu({ sharedAxes: [1, 2] })(input({ shape: ["H", "W", 8] })) // => SymbolicTensor<["B", "H", "W", 8]>
 */
export const prelu = layer<
  <const axis extends number = never, const list extends readonly number[] = never>(
    options?: PReLUOptions<axis, list>,
  ) => PReLU<oneOrList<axis, list, readonly []>>,
  PReLUOptions
>({
  kind: "PReLU",
  title: () => "prelu",
  options: {
    sharedAxes: check.option(check.oneOrMore(check.integer), [undefined, 1, [1, 2], [2], [1]]),
    alphaInitializer: initializer,
    alphaRegularizer: regularizer,
    alphaConstraint: constraint,
  },
  shape: preluShape,
  params: preluCount,
})
