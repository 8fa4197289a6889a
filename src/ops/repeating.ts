/** The same values again along axes. */
import * as tf from "@tensorflow/tfjs"
import type { Dim } from "../../types/dim.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import type { openShape } from "./axes.js"
import { broadcast, type Clash, isClash } from "./broadcast.js"
import { namesIn, product } from "./dim.js"
import { type RuntimeShape, sameShape, show } from "./shape.js"

/** Each axis as many times. */
type tiledShape<In, reps> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : reps extends readonly unknown[] ?
      number extends reps["length"] ? openShape<In>
      : reps["length"] extends In["length"] ? tileAxes<In, reps>
      : wantsReps<In, reps>
    : UnknownShape
  : UnknownShape
type tileAxes<In, reps, done extends readonly unknown[] = []> =
  In extends readonly [infer dim, ...infer more] ?
    reps extends readonly [infer count, ...infer others] ?
      tileAxes<more, others, [...done, product<dim, count>]>
    : done
  : done
const tiledShape = (input: RuntimeShape, reps: readonly number[]) =>
  reps.length === input.length ?
    input.map((dim, axis) => product(dim, reps[axis] ?? 1))
  : refuse(wantsReps(input, reps), `${input.length} counts`, show(reps))

type wantsReps<In, reps> = `tile(${show<reps>}) needs a count for each axis of ${show<In>}`
const wantsReps = (input: RuntimeShape, reps: RuntimeShape) =>
  `tile(${show(reps)}) needs a count for each axis of ${show(input)}`

/**
 * The values several times along each axis.
 *
 * @shape any to itself with each axis as many times as long
 * @param reps a positive integer for each axis
 * @throws ShapeError when there is not one for each axis
 * @example
 * tile(input({ shape: [7] }), [1, 3]) // => SymbolicTensor<["B", 21]>
 */
export const tile = op<
  <X extends AnyTensor, const reps extends readonly number[]>(
    x: X,
    reps: Argument<reps, tiledShape<X[typeof dims], reps>>,
  ) => Result<X, tiledShape<X[typeof dims], reps>, X["dtype"]>,
  { readonly reps: readonly number[] }
>({
  name: "tile",
  inputs: 1,
  options: {
    reps: check.option<readonly number[]>(check.listOf(check.positive), [
      [],
      [2],
      [1, 2],
      [3, 1],
      [1, 2, 3],
      [2, 1, 1],
      [1, 1, 2, 1],
    ]),
  },
  shape: ({ reps }, x) => tiledShape(x, reps),
  compute: ({ reps }, x) => (x.rank === 0 ? tf.clone(x) : tf.tile(x, [...reps])),
})

/** The target itself, when the input broadcasts to it and the input has all its symbols. */
type spreadShape<In, target, kind> =
  In extends readonly unknown[] ?
    target extends readonly unknown[] ?
      number extends target["length"] ? UnknownShape
      : newSymbol<target, kind extends "data" ? never : In[number]> extends infer name extends string ? wantsSize<name>
      : number extends In["length"] ? Mutable<target>
      : broadcast<In, target> extends infer out ?
        out extends Clash ? wantsSame<In, target>
        : out extends readonly unknown[] ?
          out["length"] extends target["length"] ?
            sameAxes<out, target> extends "yes" ?
              out
            : wantsSame<In, target>
          : wantsSame<In, target>
        : never
      : never
    : UnknownShape
  : UnknownShape
type Mutable<target> = { -readonly [axis in keyof target]: target[axis] }
type newSymbol<target, own> =
  number extends own ? 0
  : target extends readonly [infer first, ...infer rest] ?
    first extends string ?
      first extends own ?
        newSymbol<rest, own>
      : first
    : newSymbol<rest, own>
  : 0
/** An axis of the input that is not 1 does not become 1. */
type sameAxes<out, target> =
  out extends readonly [infer a, ...infer as] ?
    target extends readonly [infer b, ...infer bs] ?
      [b, a] extends [1, 1] ? sameAxes<as, bs>
      : b extends 1 ?
        number extends a ?
          sameAxes<as, bs>
        : "no"
      : sameAxes<as, bs>
    : "no"
  : "yes"
const spreadShape = (input: RuntimeShape, target: RuntimeShape) => {
  const isOpen = input.includes(null)
  const name = target.find((dim): dim is string => typeof dim === "string" && !isOpen && !input.includes(dim))
  if (name !== undefined) return refuse(wantsSize(name), "a size", name)
  const out = broadcast(input, target)
  if (isClash(out) || out.length !== target.length || !sameShape(out, target))
    return refuse(wantsSame(input, target), show(target), show(input))
  return out
}

type wantsSize<name extends string> =
  `broadcastTo knows no size of ${name}: it must be an axis of the input, and on data a number, as x.shape has it`
const wantsSize = (name: string) =>
  `broadcastTo knows no size of ${name}: it must be an axis of the input, and on data a number, as x.shape has it`

type wantsSame<In, target> = `broadcastTo cannot make ${show<target>} of ${show<In>}: only an axis of 1 stretches`
const wantsSame = (input: RuntimeShape, target: RuntimeShape) =>
  `broadcastTo cannot make ${show(target)} of ${show(input)}: only an axis of 1 stretches`

const isSizes: check.Check = (value, option) =>
  (
    Array.isArray(value) &&
    value.every(dim => dim === null || (typeof dim === "string" ? namesIn(dim).length > 0 : Number(dim) > 0))
  ) ?
    undefined
  : `${option} must hold positive integers or symbols, got ${check.print(value)}`

/**
 * The values along axes of 1 as often as a shape wants.
 *
 * @shape any to `shape`, when it broadcasts to it
 * @param shape positive integers, and symbols of the input
 * @throws ShapeError when an axis that is not 1 differs
 * @example
 * broadcastTo(input({ shape: [1, 7] }), ["B", 5, 7]) // => SymbolicTensor<["B", 5, 7]>
 */
export const broadcastTo = op<
  <X extends AnyTensor, const target extends readonly Dim[]>(
    x: X,
    shape: Argument<target, spreadShape<X[typeof dims], target, X["kind"]>>,
  ) => Result<X, spreadShape<X[typeof dims], target, X["kind"]>, X["dtype"]>,
  { readonly shape: RuntimeShape }
>({
  name: "broadcastTo",
  inputs: 1,
  options: {
    shape: check.option<RuntimeShape>(isSizes, [
      [],
      [3],
      [2, 3],
      [4, 3],
      [2, 2, 3],
      ["B", 3],
      ["B", 2, 3],
      ["B", "T", 4],
      [2, 4, 2, 3],
      [6, 1, 4],
      [3, 2],
    ]),
  },
  symbols: ["shape"],
  shape: ({ shape }, x) => spreadShape(x, shape),
  compute: ({ shape }, x) => {
    const sizes = shape.map((dim, axis) =>
      typeof dim === "number" ? dim : (x.shape[axis + x.rank - shape.length] ?? 1),
    )
    return tf.broadcastTo(x, sizes)
  },
})
