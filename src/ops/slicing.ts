/** Parts of a tensor, by place. */
import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result, SecondIndices } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { lacksAxis, oneAxis } from "./axes.js"
import { split } from "./axis.js"
import { difference, type RuntimeDim, type showDim, type sum } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

type OneOrMore = number | readonly number[]
/** One number is a list of one. */
type listOf<value> =
  value extends readonly unknown[] ? value
  : value extends undefined ? []
  : [value]
const listOf = (value: OneOrMore | undefined): readonly number[] => (value === undefined ? [] : [value].flat())

/** From `begin`, as many as `size` says, on the first axes; to the end where it says -1 or nothing. */
type sliceShape<In, begin, size> =
  In extends readonly unknown[] ?
    number extends In["length"] | lengthOf<begin> | lengthOf<size> ?
      number extends In["length"] ?
        UnknownShape
      : { -readonly [axis in keyof In]: number }
    : longerThan<In, begin> | longerThan<In, size> extends "no" ? sliceAxes<In, begin, size, In, [], []>
    : tooMany<In, begin, size>
  : UnknownShape
type lengthOf<In> = In extends readonly unknown[] ? In["length"] : 0
type longerThan<In, list> =
  list extends readonly [unknown, ...infer rest] ?
    In extends readonly [unknown, ...infer more] ?
      longerThan<more, rest>
    : "yes"
  : "no"
type sliceAxes<In, begin, size, rest, done extends readonly unknown[], count extends readonly unknown[]> =
  rest extends readonly [infer dim, ...infer more] ?
    sliceAxis<dim, at<begin, count["length"], 0>, at<size, count["length"], -1>> extends infer out ?
      out extends "outside" ?
        outside<In, count["length"], at<begin, count["length"], 0>, at<size, count["length"], -1>, dim>
      : sliceAxes<In, begin, size, more, [...done, out], [...count, 0]>
    : never
  : done
type at<list, index, otherwise> =
  `${index & number}` extends keyof list ? list[`${index & number}` & keyof list] : otherwise
type sliceAxis<dim, from, size> =
  size extends -1 ?
    dim extends number ?
      rest<dim, difference<dim, from>>
    : difference<dim, from>
  : dim extends number ?
    number extends dim | from | size ? size
    : rest<dim, difference<dim, sum<from, size>>> extends "outside" ? "outside"
    : size
  : size
type rest<dim, left> =
  number extends dim ? number
  : `${left & number}` extends `-${string}` ? "outside"
  : left
const sliceShape = (input: RuntimeShape, begin: readonly number[], size: readonly number[]) => {
  if (begin.length > input.length || size.length > input.length)
    return refuse(tooMany(input, begin, size), `${input.length} axes`, show(begin))
  const out: RuntimeDim[] = []
  for (const [axis, dim] of input.entries()) {
    const [from = 0, length = -1] = [begin[axis], size[axis]]
    const end = length === -1 ? from : from + length
    if (typeof dim === "number" && end > dim)
      return refuse(outside(input, axis, from, length, dim), `at most ${dim}`, `${end}`)
    out.push(length === -1 ? difference(dim, from) : length)
  }
  return out
}

type tooMany<In, begin, size> = `slice(${show<begin>}, ${show<size>}) names more axes than ${show<In>} has`
const tooMany = (input: RuntimeShape, begin: readonly number[], size: readonly number[]) =>
  `slice(${show(begin)}, ${show(size)}) names more axes than ${show(input)} has`

type outside<In, axis extends number, from, size, dim> =
  size extends -1 ?
    `slice begins at ${showDim<from>} in axis ${axis} of ${show<In>}, which is only ${showDim<dim>} long`
  : `slice takes ${showDim<size>} from ${showDim<from>} in axis ${axis} of ${show<In>}, which is only ${showDim<dim>} long`
const outside = (input: RuntimeShape, axis: number, from: number, size: number, dim: number) =>
  size === -1 ?
    `slice begins at ${from} in axis ${axis} of ${show(input)}, which is only ${dim} long`
  : `slice takes ${size} from ${from} in axis ${axis} of ${show(input)}, which is only ${dim} long`

const natural = check.oneOrMore(check.natural)
const sizes = check.oneOrMore((value, option) => (value === -1 ? undefined : check.natural(value, option)))

/**
 * The part that begins at a place and has a size.
 *
 * @shape any to `size`, on the first axes; the others stay whole
 * @param begin where it begins in the first axes, counted from 0
 * @param size how long it is in the first axes; -1, and the default, is to the end
 * @throws ShapeError when the part is not inside
 * @example
 * slice(input({ shape: [7, 12] }), [0, 2], [-1, 3]) // => SymbolicTensor<["B", 3, 12]>
 */
export const slice = op<
  <X extends AnyTensor, const begin extends OneOrMore, const size extends OneOrMore | undefined = undefined>(
    x: X,
    begin: Argument<begin, size extends undefined ? sliceShape<X[typeof dims], listOf<begin>, []> : begin>,
    size?: Argument<size, sliceShape<X[typeof dims], listOf<begin>, listOf<size>>>,
  ) => Result<X, sliceShape<X[typeof dims], listOf<begin>, listOf<size>>, X["dtype"]>,
  { readonly begin: OneOrMore; readonly size?: OneOrMore }
>({
  name: "slice",
  inputs: 1,
  options: {
    begin: check.option<OneOrMore>(natural, [0, 1, [0, 1], [1, 0], [0], [1, 1, 1], [0, 0, 2]]),
    size: check.option<OneOrMore | undefined>(sizes, [undefined, 1, 2, -1, [1, 1], [-1, 2], [1, -1, 1], [2]]),
  },
  shape: ({ begin, size }, x) => sliceShape(x, listOf(begin), listOf(size)),
  compute: ({ begin, size }, x) => {
    const from = x.shape.map((_, axis) => listOf(begin)[axis] ?? 0)
    const length = x.shape.map((dim, axis) => {
      const wanted = listOf(size)[axis] ?? -1
      return wanted === -1 ? dim - (from[axis] ?? 0) : wanted
    })
    return x.rank === 0 ? tf.clone(x) : tf.slice(x, from, length)
  },
})

/** The axis gives way to the axes of the indices. */
type gatherShape<In, Indices, axis extends number> =
  In extends readonly unknown[] ?
    number extends In["length"] | axis | lengthOf<Indices> ? UnknownShape
    : split<In, axis> extends (
      [infer before extends readonly unknown[], unknown, infer after extends readonly unknown[]]
    ) ?
      Indices extends readonly unknown[] ?
        [...before, ...Indices, ...after]
      : UnknownShape
    : lacksAxis<In, axis, "gather", axis>
  : UnknownShape
const gatherShape = (input: RuntimeShape, indices: RuntimeShape, axis: number) => {
  const parts = split(input, axis)
  if (!parts) return refuse(lacksAxis(input, axis, "gather", axis), `a shape with axis ${axis}`, show(input))
  return [...parts[0], ...indices, ...parts[2]]
}

/**
 * The places along an axis that some indices name.
 *
 * @shape any and indices of int32: the axis gives way to the axes of the indices
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when there is no such axis, or the indices are not int32
 * @example
 * gather(tensor([[1, 2], [3, 4]]), tensor([1, 0, 1], [3], "int32")) // => Tensor<[3, 2]>
 */
export const gather = op<
  <X extends AnyTensor, Indices extends AnyTensor, const axis extends number | undefined = undefined>(
    x: X,
    indices: SecondIndices<
      X,
      Indices,
      axis extends undefined ? gatherShape<X[typeof dims], Indices[typeof dims], 0> : Indices,
      "gather"
    >,
    axis?: Argument<axis, gatherShape<X[typeof dims], Indices[typeof dims], axis extends number ? axis : 0>>,
  ) => Result<X, gatherShape<X[typeof dims], Indices[typeof dims], axis extends number ? axis : 0>, X["dtype"]>,
  { readonly axis?: number }
>({
  name: "gather",
  inputs: 2,
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, x, indices) => gatherShape(x, indices, axis),
  takes: ["any", "int32"],
  compute: ({ axis = 0 }, x, indices) => tf.gather(x, indices, axis < 0 ? axis + x.rank : axis),
})
