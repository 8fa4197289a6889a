import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { lacksAxis, oneAxis } from "./axes.js"
import { split as splitAxis } from "./axis.js"
import { difference, quotient, type RuntimeDim, sameDim, showDim, type sum } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"
import type { Many, orFirst, Parts, repeated, sentenceOf } from "./unstack.js"

/** The shapes of equal parts, or of parts of some sizes. */
type splitShapes<In, parts, axis extends number> =
  In extends readonly unknown[] ?
    number extends In["length"] ? Many<UnknownShape>
    : number extends axis ? Many<UnknownShape>
    : splitAxis<In, axis> extends (
      [infer before extends readonly unknown[], infer at, infer after extends readonly unknown[]]
    ) ?
      parts extends number ?
        number extends parts ? Many<[...before, number, ...after]>
        : [quotient<at, parts>] extends [never] ? dividesNot<In, parts, axis, at>
        : repeated<parts, [...before, quotient<at, parts>, ...after]>
      : parts extends readonly number[] ?
        number extends parts["length"] ? Many<[...before, number, ...after]>
        : sizesOf<at, parts> extends infer sizes ?
          sizes extends readonly unknown[] ?
            { -readonly [part in keyof sizes]: [...before, sizes[part], ...after] }
          : wantsSum<In, parts, axis, at>
        : never
      : Many<UnknownShape>
    : lacksAxis<In, axis, "split", axis>
  : Many<UnknownShape>
/** The sizes, with what is left in place of -1; "none" when they do not fill the axis. */
type sizesOf<at, parts extends readonly number[], rest = parts, total = 0, open = "no"> =
  rest extends readonly [infer first extends number, ...infer more] ?
    first extends -1 ?
      sizesOf<at, parts, more, total, "yes">
    : sizesOf<at, parts, more, sum<total, first>, open>
  : open extends "yes" ? withLeft<parts, difference<at, total>>
  : sameDim<at, total> extends "yes" ? { -readonly [part in keyof parts]: parts[part] }
  : "none"
type withLeft<parts extends readonly number[], left> =
  left extends number ?
    `${left}` extends `-${string}` ?
      "none"
    : { -readonly [part in keyof parts]: parts[part] extends -1 ? left : parts[part] }
  : { -readonly [part in keyof parts]: parts[part] extends -1 ? left : parts[part] }
const splitShapes = (input: RuntimeShape, parts: number | readonly number[], axis: number) => {
  const found = splitAxis(input, axis)
  if (!found) return refuse(lacksAxis(input, axis, "split", axis), `a shape with axis ${axis}`, show(input))
  const [before, at, after] = found
  if (typeof parts === "number") {
    const size = quotient(at, parts)
    if (size === undefined) return refuse(dividesNot(input, parts, axis, at), `a multiple of ${parts}`, showDim(at))
    return Array.from({ length: parts }, () => [...before, size, ...after])
  }
  const total = parts.reduce<number>((done, size) => (size === -1 ? done : done + size), 0)
  const open = parts.includes(-1)
  if (open ? typeof at === "number" && at < total : !sameDim(at, total))
    return refuse(wantsSum(input, parts, axis, at), showDim(at), `${total}`)
  return parts.map(size => [...before, size === -1 ? difference(at, total) : size, ...after])
}

type dividesNot<
  In,
  parts extends number,
  axis extends number,
  at,
> = `split needs a multiple of ${parts} in axis ${axis}, got ${showDim<at>} of ${show<In>}`
const dividesNot = (input: RuntimeShape, parts: number, axis: number, at: RuntimeDim) =>
  `split needs a multiple of ${parts} in axis ${axis}, got ${showDim(at)} of ${show(input)}`

type wantsSum<
  In,
  parts,
  axis extends number,
  at,
> = `split(${show<parts>}) must fill axis ${axis} of ${show<In>}, which is ${showDim<at>}; -1 stands for what is left`
const wantsSum = (input: RuntimeShape, parts: readonly number[], axis: number, at: RuntimeDim) =>
  `split(${show(parts)}) must fill axis ${axis} of ${show(input)}, which is ${showDim(at)}; -1 stands for what is left`

/** A count of 1 or more, or sizes of 0 or more of which one may be -1. */
const isParts: check.Check = value => {
  if (!Array.isArray(value)) return check.positive(value, "numOrSizeSplits")
  const wrong = value.length === 0 || value.filter(size => size === -1).length > 1
  if (wrong) return `numOrSizeSplits must have one size or more, and -1 once, got ${check.print(value)}`
  return check.listOf((size, option) => (size === -1 ? undefined : check.natural(size, option)))(
    value,
    "numOrSizeSplits",
  )
}

/**
 * A list of parts along an axis.
 *
 * @shape any to as many of equal length, or to those of the sizes that are given
 * @param numOrSizeSplits how many, or the size of each; one of them may be -1: what is left
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when the parts do not fill the axis, or there is none
 * @example
 * split(input({ shape: [7, 12] }), 3, -1) // => three SymbolicTensor<["B", 7, 4]>
 */
export const split = op<
  <
    X extends AnyTensor,
    const parts extends number | readonly number[],
    const axis extends number | undefined = undefined,
  >(
    x: X,
    numOrSizeSplits: Argument<parts, sentenceOf<splitShapes<X[typeof dims], parts, orFirst<axis>>, parts>>,
    axis?: axis,
  ) => Parts<X, splitShapes<X[typeof dims], parts, orFirst<axis>>>,
  { readonly numOrSizeSplits: number | readonly number[]; readonly axis?: number }
>({
  name: "split",
  inputs: 1,
  options: {
    numOrSizeSplits: check.option<number | readonly number[]>(isParts, [
      1,
      2,
      3,
      2,
      [1, 2],
      [1, 1],
      [-1, 1],
      [2, -1],
      [2, 2],
    ]),
    axis: oneAxis,
  },
  shape: ({ numOrSizeSplits, axis = 0 }, x) => splitShapes(x, numOrSizeSplits, axis),
  compute: ({ numOrSizeSplits: parts, axis = 0 }, x) => {
    const at = axis < 0 ? axis + x.rank : axis
    if (typeof parts === "number") return tf.split(x, parts, at)
    const total = parts.reduce((done, size) => (size === -1 ? done : done + size), 0)
    const sizes = parts.map(size => (size === -1 ? (x.shape[at] ?? 0) - total : size))
    return tf.split(x, sizes, at)
  },
})
