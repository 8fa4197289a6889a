/** The same values with the axes in another order, or with an axis more. */
import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { lacksAxis, oneAxis, type openShape, repeatsAxis } from "./axes.js"
import { axisOf } from "./axis.js"
import { type RuntimeShape, show } from "./shape.js"

/** Axes in another order; without one, from the last to the first. */
type transposeShape<In, perm> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : perm extends undefined ? reversed<In>
    : perm extends readonly number[] ?
      number extends perm["length"] ? openShape<In>
      : perm["length"] extends In["length"] ? picked<In, perm, perm>
      : wantsEach<In, perm>
    : UnknownShape
  : UnknownShape
type reversed<In, done extends readonly unknown[] = []> =
  In extends readonly [infer first, ...infer rest] ? reversed<rest, [first, ...done]> : done
type picked<In extends readonly unknown[], perm, rest, seen = never, done extends readonly unknown[] = []> =
  rest extends readonly [infer axis extends number, ...infer more] ?
    number extends axis ? openShape<In>
    : axisOf<In, axis> extends infer position extends number ?
      position extends seen ?
        repeatsAxis<In, perm, "transpose", axis>
      : picked<In, perm, more, seen | position, [...done, In[position]]>
    : lacksAxis<In, perm, "transpose", axis>
  : done
const transposeShape = (input: RuntimeShape, perm: readonly number[] | undefined) => {
  if (perm === undefined) return [...input].reverse()
  if (perm.length !== input.length) return refuse(wantsEach(input, perm), "each axis once", show(perm))
  const seen = new Set<number>()
  for (const axis of perm) {
    const position = axisOf(input, axis)
    if (position === undefined)
      return refuse(lacksAxis(input, perm, "transpose", axis), `a shape with axis ${axis}`, show(input))
    if (seen.has(position)) return refuse(repeatsAxis(input, perm, "transpose", axis), "each axis once", show(input))
    seen.add(position)
  }
  return perm.map(axis => input.at(axis) ?? null)
}

type wantsEach<In, perm> = `transpose(axis ${show<perm>}) must name each axis once, got ${show<In>}`
const wantsEach = (input: RuntimeShape, perm: readonly number[]) =>
  `transpose(axis ${show(perm)}) must name each axis once, got ${show(input)}`

/**
 * The axes in another order.
 *
 * @shape any to its axes in the order of `perm`
 * @param perm each axis once; negative ones count from the last. Left out, they are turned round
 * @throws ShapeError when an axis is missing, is named twice, or is none
 * @example
 * transpose(input({ shape: [7, 12] }), [0, 2, 1]) // => SymbolicTensor<["B", 12, 7]>
 */
export const transpose = op<
  <X extends AnyTensor, const perm extends readonly number[] | undefined = undefined>(
    x: X,
    perm?: Argument<perm, transposeShape<X[typeof dims], perm>>,
  ) => Result<X, transposeShape<X[typeof dims], perm>, X["dtype"]>,
  { readonly perm?: readonly number[] }
>({
  name: "transpose",
  inputs: 1,
  options: {
    perm: check.option<readonly number[] | undefined>(check.listOf(check.integer), [
      undefined,
      [1, 0],
      [0, 2, 1],
      [2, 0, 1],
      [-1, 0, 1],
      [0, 0, 1],
      [0, 3, 1, 2],
      [0],
      [3, 1, 0],
    ]),
  },
  shape: ({ perm }, x) => transposeShape(x, perm),
  compute: ({ perm }, x) =>
    tf.transpose(
      x,
      perm?.map(axis => (axis < 0 ? axis + x.rank : axis)),
    ),
})

/** An axis of 1 more. */
type expandedShape<In, axis> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : axis extends -1 ? [...In, 1]
    : axis extends 0 ? [1, ...In]
    : axis extends number ?
      number extends axis ? openShape<[...In, 1]>
      : axisOf<[...In, 1], axis> extends infer position extends number ? inserted<In, position>
      : lacksAxis<In, axis, "expandDims", axis>
    : UnknownShape
  : UnknownShape
type inserted<In, position extends number, done extends readonly unknown[] = []> =
  done["length"] extends position ?
    In extends readonly unknown[] ?
      [...done, 1, ...In]
    : never
  : In extends readonly [infer first, ...infer rest] ? inserted<rest, position, [...done, first]>
  : never
const expandedShape = (input: RuntimeShape, axis: number) => {
  const position = axisOf([...input, 1], axis)
  return position === undefined ?
      refuse(lacksAxis(input, axis, "expandDims", axis), `an axis to ${input.length}`, show(input))
    : [...input.slice(0, position), 1, ...input.slice(position)]
}

/**
 * An axis of length 1 more.
 *
 * @shape any to itself with a 1 at `axis`
 * @param axis where it stands afterwards; negative ones count from the last. @default 0
 * @throws ShapeError when the axis would stand behind a gap
 * @example
 * expandDims(input({ shape: [7] }), -1) // => SymbolicTensor<["B", 7, 1]>
 */
export const expandDims = op<
  <X extends AnyTensor, const axis extends number | undefined = undefined>(
    x: X,
    axis?: Argument<axis, expandedShape<X[typeof dims], axis extends undefined ? 0 : axis>>,
  ) => Result<X, expandedShape<X[typeof dims], axis extends undefined ? 0 : axis>, X["dtype"]>,
  { readonly axis?: number }
>({
  name: "expandDims",
  inputs: 1,
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, x) => expandedShape(x, axis),
  compute: ({ axis = 0 }, x) => tf.expandDims(x, axis),
})
