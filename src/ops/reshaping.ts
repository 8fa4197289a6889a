/** The same values in another shape. */
import * as tf from "@tensorflow/tfjs"
import type { Dim } from "../../types/dim.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { namesIn, type RuntimeDim, showDim } from "./dim.js"
import { isOpenDim, type openIn, reshaped, restOf } from "./reshape.js"
import { type RuntimeShape, show, sizeOf } from "./shape.js"

/** The whole shape, the batch included. */
type reshapeShape<In, target extends readonly Dim[], kind> =
  number extends target["length"] ? UnknownShape
  : wrongSizes<target> extends infer wrong extends Dim ? wantsSizes<wrong>
  : [kind, openIn<target, -1 | string>] extends ["data", "many"] ? wantsOneOpen<target>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      { -readonly [axis in keyof target]: target[axis] extends -1 | string ? number : target[axis] }
    : reshapedTo<In, target>
  : UnknownShape
type reshapedTo<In extends readonly unknown[], target extends readonly Dim[]> =
  reshaped<In, target> extends infer out ?
    out extends readonly unknown[] ? out
    : out extends "size" ? wrongSize<In, target>
    : out extends "rest" ? wrongRest<In, target>
    : wantsOneOpen<target>
  : never
const reshapeShape = (input: RuntimeShape, target: RuntimeShape) => {
  const out = reshaped(input, target)
  const size = showDim(sizeOf(input))
  if (out === "size") return refuse(wrongSize(input, target), showDim(restOf(target)), size)
  if (out === "rest")
    return refuse(wrongRest(input, target), `a multiple of ${showDim(restOf(target, isOpenDim))}`, size)
  if (out === "many") return refuse(wantsOneOpen(target), "one open axis", show(target))
  return out
}

/** The first axis that cannot be one; `null` when there is none. */
type wrongSizes<target> =
  target extends readonly [infer first, ...infer rest] ?
    first extends number ?
      number extends first ? wrongSizes<rest>
      : first extends -1 ? wrongSizes<rest>
      : `${first}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" ? first
      : wrongSizes<rest>
    : wrongSizes<rest>
  : null
const isSize = (dim: unknown) =>
  typeof dim === "string" ?
    namesIn(dim).length > 0 && namesIn(dim).every(name => /^[A-Za-z_]\w*$/.test(name))
  : dim === null || (Number.isInteger(dim) && (Number(dim) > 0 || dim === -1))
const targetShape: check.Check = value => {
  if (!Array.isArray(value)) return `shape must be a list, got ${check.print(value)}`
  const wrong = value.find(dim => !isSize(dim))
  return wrong === undefined ? undefined : wantsSizes(wrong)
}

type wantsSizes<dim> = `shape must hold positive integers or symbols, and -1 for what is left, got ${showDim<dim>}`
const wantsSizes = (dim: RuntimeDim) =>
  `shape must hold positive integers or symbols, and -1 for what is left, got ${showDim(dim)}`

type wantsOneOpen<target> =
  `reshape(${show<target>}) leaves more than one axis open; write the sizes of the others, as x.shape has them`
const wantsOneOpen = (target: RuntimeShape) =>
  `reshape(${show(target)}) leaves more than one axis open; write the sizes of the others, as x.shape has them`

type wrongSize<In, target> =
  `reshape(${show<target>}) makes ${showDim<restOf<target>>} values, but ${show<In>} has ${showDim<sizeOf<In>>}; -1 for one axis makes it as large as is left`
const wrongSize = (input: RuntimeShape, target: RuntimeShape) =>
  `reshape(${show(target)}) makes ${showDim(restOf(target))} values, but ${show(input)} has ${showDim(sizeOf(input))}; -1 for one axis makes it as large as is left`

type wrongRest<In, target> =
  `reshape(${show<target>}) needs a multiple of ${showDim<restOf<target, string | -1>>} values, but ${show<In>} has ${showDim<sizeOf<In>>}`
const wrongRest = (input: RuntimeShape, target: RuntimeShape) =>
  `reshape(${show(target)}) needs a multiple of ${showDim(restOf(target, isOpenDim))} values, but ${show(input)} has ${showDim(sizeOf(input))}`

type Reshape = <X extends AnyTensor, const target extends readonly Dim[]>(
  x: X,
  shape: Argument<target, reshapeShape<X[typeof dims], target, X["kind"]>>,
) => Result<X, reshapeShape<X[typeof dims], target, X["kind"]>, X["dtype"]>

/**
 * The same values in another shape of the same size, the batch axis included.
 *
 * @shape any to `shape`: positive integers and symbols of the input, and at most one axis left open, with -1 or another
 * symbol, which is as large as is left. On data a symbol has no size: take it from `x.shape`
 * @throws ShapeError when the sizes differ, or what is left is no whole number
 * @example
 * const x = input({ shape: [7, 12] })
 * reshape(x, ["B", 7, 3, 4]) // => SymbolicTensor<["B", 7, 3, 4]>
 * reshape(x, [-1, 12]) // => SymbolicTensor<["7*B", 12]>
 */
export const reshape = op<Reshape, { readonly shape: RuntimeShape }>({
  name: "reshape",
  inputs: 1,
  options: {
    shape: check.option(targetShape, [["B", 84], ["B", -1], [-1], [6, 4], [-1, 6], [2, -1, 3], ["B", "T", 6], []]),
  },
  symbols: ["shape"],
  shape: ({ shape }, x) => reshapeShape(x, shape),
  compute: ({ shape }, x) => {
    const sizes = shape.map(dim => (typeof dim === "number" ? dim : -1))
    return tf.reshape(x, sizes)
  },
})
