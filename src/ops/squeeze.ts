import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { lacksAxis, repeatsAxis } from "./axes.js"
import { axisOf } from "./axis.js"
import { type RuntimeDim, showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

/** Axes of 1 are gone: those that are named, or all. */
type squeezedShape<In, axes, kind> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : axes extends undefined ? withoutOnes<In, kind>
    : axes extends readonly number[] ?
      axes extends readonly [] ? withoutOnes<In, kind>
      : number extends axes["length"] ? UnknownShape
      : squeezedAt<In, axes, axes>
    : UnknownShape
  : UnknownShape
/** A dynamic axis may be 1, and so may a symbol on data; in a graph a symbol stays. */
type withoutOnes<In, kind, done extends readonly unknown[] = []> =
  In extends readonly [infer first, ...infer rest] ?
    mayBeOne<first, kind> extends "yes" ?
      UnknownShape
    : withoutOnes<rest, kind, first extends 1 ? done : [...done, first]>
  : done
type mayBeOne<dim, kind> =
  number extends dim ? "yes"
  : [dim, kind] extends [string, "data"] ? "yes"
  : "no"
type squeezedAt<In extends readonly unknown[], axes, rest, gone = never> =
  rest extends readonly [infer axis extends number, ...infer more] ?
    number extends axis ? UnknownShape
    : axisOf<In, axis> extends infer position extends number ?
      position extends gone ? repeatsAxis<In, axes, "squeeze", axis>
      : isOne<In[position]> extends "no" ? wantsOne<In, axes, axis, In[position]>
      : squeezedAt<In, axes, more, gone | position>
    : lacksAxis<In, axes, "squeeze", axis>
  : leftOf<In, gone>
type isOne<dim> =
  dim extends 1 ? "yes"
  : number extends dim ? "yes"
  : "no"
type leftOf<In, gone, done extends readonly unknown[] = [], count extends readonly unknown[] = []> =
  In extends readonly [infer first, ...infer rest] ?
    leftOf<rest, gone, count["length"] extends gone ? done : [...done, first], [...count, 0]>
  : done
const squeezedShape = (input: RuntimeShape, axes: readonly number[] = []) => {
  if (axes.length === 0) return input.filter(dim => dim !== 1)
  const gone = new Set<number>()
  for (const axis of axes) {
    const position = axisOf(input, axis)
    if (position === undefined)
      return refuse(lacksAxis(input, axes, "squeeze", axis), `a shape with axis ${axis}`, show(input))
    const dim = input[position] ?? null
    if (gone.has(position)) return refuse(repeatsAxis(input, axes, "squeeze", axis), "each axis once", show(input))
    if (dim !== 1 && dim !== null) return refuse(wantsOne(input, axes, axis, dim), "an axis of 1", showDim(dim))
    gone.add(position)
  }
  return input.filter((_, at) => !gone.has(at))
}

type wantsOne<
  In,
  axes,
  axis extends number,
  dim,
> = `squeeze(axis ${show<axes>}) takes axes of 1 away, but axis ${axis} of ${show<In>} is ${showDim<dim>}`
const wantsOne = (input: RuntimeShape, axes: readonly number[], axis: number, dim: RuntimeDim) =>
  `squeeze(axis ${show(axes)}) takes axes of 1 away, but axis ${axis} of ${show(input)} is ${showDim(dim)}`

interface SqueezeOptions {
  readonly axis?: readonly number[]
}

/**
 * Without axes of length 1.
 *
 * @shape any to itself without the axes; in a graph only those that are known to be 1, where none is named
 * @param axis a list; negative ones count from the last, and the default is all axes of 1
 * @throws ShapeError when an axis is not 1, is named twice, or is none
 * @example
 * squeeze(input({ shape: [1, 7] }), [1]) // => SymbolicTensor<["B", 7]>
 */
export const squeeze = op<
  <X extends AnyTensor, const axis extends readonly number[] | undefined = undefined>(
    x: X,
    axis?: Argument<axis, squeezedShape<X[typeof dims], axis, X["kind"]>>,
  ) => Result<X, squeezedShape<X[typeof dims], axis, X["kind"]>, X["dtype"]>,
  SqueezeOptions
>({
  name: "squeeze",
  inputs: 1,
  options: {
    axis: check.option<readonly number[] | undefined>(check.listOf(check.integer), [
      undefined,
      [0],
      [1],
      [-1],
      [1, -1],
      [2],
      [0, 0],
      [],
    ]),
  },
  settled: ({ axis = [] }, x) => ({
    axis: axis.length > 0 ? axis : x.flatMap((dim, at) => (dim === 1 ? [at] : [])),
  }),
  shape: ({ axis }, x) => squeezedShape(x, axis),
  compute: ({ axis = [] }, x) => (axis.length > 0 ? tf.squeeze(x, [...axis]) : x),
})
