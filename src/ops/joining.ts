/** Tensors joined, and taken apart. */
import * as tf from "@tensorflow/tfjs"
import type { Invariant } from "../../types/dim.js"
import type { At } from "../../types/error.js"
import { refuse } from "../core/error.js"
import type { AcceptedList, shapesOf } from "../core/layer.js"
import { op } from "../core/op.js"
import type { alikeList, Argument, ListResult, mixedList, TensorList } from "../core/opTypes.js"

import type { UnknownShape } from "../core/tensor.js"
import { lacksAxis, oneAxis, type openShape } from "./axes.js"
import { axisOf, split } from "./axis.js"
import { sum } from "./dim.js"
import { meet, type RuntimeShape, sameShape, show } from "./shape.js"

/** All axes but one are equal; that one becomes the sum. */
type concatShape<In, axis extends number> =
  number extends axis ?
    In extends readonly [infer first, ...unknown[]] ?
      openShape<first>
    : UnknownShape
  : In extends readonly [infer first, ...infer rest] ?
    split<first, axis> extends [infer before, infer at, infer after] ? joinNext<before, at, after, rest, axis, [0]>
    : split<first, axis> extends "none" ? lacksAxis<first, axis, "concat", axis>
    : UnknownShape
  : In extends readonly [] ? wantsOne<"concat">
  : In extends readonly unknown[] ? openList<In[number], axis>
  : UnknownShape
type openList<first, axis extends number> =
  split<first, axis> extends [infer before, unknown, infer after] ? whole<before, number, after> : UnknownShape
type joinNext<before, at, after, rest, axis extends number, count extends readonly unknown[]> =
  rest extends readonly [infer next, ...infer more] ?
    split<next, axis> extends [infer lead, infer size, infer tail] ?
      Invariant<[before, after]> extends Invariant<[lead, tail]> ?
        joinNext<before, sum<at, size>, after, more, axis, [...count, 0]>
      : sameShape<before, lead> | sameShape<after, tail> extends "yes" ?
        joinNext<meet<before, lead>, sum<at, size>, meet<after, tail>, more, axis, [...count, 0]>
      : At<count["length"], differs<"concat", count["length"], next, whole<before, at, after>>>
    : split<next, axis> extends "none" ?
      At<count["length"], differs<"concat", count["length"], next, whole<before, at, after>>>
    : UnknownShape
  : rest extends readonly [] ? whole<before, at, after>
  : whole<before, number, after>
type whole<before, at, after> =
  before extends readonly unknown[] ?
    after extends readonly unknown[] ?
      [...before, at, ...after]
    : never
  : never
const concatShape = (inputs: readonly RuntimeShape[], axis: number) => {
  const [first, ...rest] = inputs
  if (!first) return refuse(wantsOne("concat"), "one tensor or more", "0", { code: "list" })
  const parts = split(first, axis)
  if (!parts) return refuse(lacksAxis(first, axis, "concat", axis), `a shape with axis ${axis}`, show(first))
  let [before, at, after] = parts
  for (const [index, next] of rest.entries()) {
    const [lead, size, tail] = split(next, axis) ?? []
    const done = [...before, at, ...after]
    if (!lead || !tail || size === undefined || !sameShape(before, lead) || !sameShape(after, tail))
      return refuse(differs("concat", index + 1, next, done), show(done), show(next), { code: "list", at: index + 1 })
    before = meet(before, lead)
    after = meet(after, tail)
    at = sum(at, size)
  }
  return [...before, at, ...after]
}

type wantsOne<name extends string> = `${name} needs a list of one tensor or more, got 0`
const wantsOne = (name: string) => `${name} needs a list of one tensor or more, got 0`

type differs<
  name extends string,
  at extends number,
  next,
  done,
> = `${name}: element ${at} is ${show<next>}, but ${show<done>} came before it; ${hint<name>}`
type hint<name extends string> = name extends "stack" ? "all must be equal" : "only the joined axis may differ"
const differs = (name: string, at: number, next: RuntimeShape, done: RuntimeShape) =>
  `${name}: element ${at} is ${show(next)}, but ${show(done)} came before it; ${name === "stack" ? "all must be equal" : "only the joined axis may differ"}`

/** The axis, or 0 where it was left out. */
type orFirst<axis> = axis extends number ? axis : 0

type Concat = <const X extends TensorList, const axis extends number | undefined = undefined>(
  tensors: ListOf<X, concatShape<shapesOf<X>, orFirst<axis>>, axis, "concat">,
  axis?: AxisOf<axis, concatShape<shapesOf<X>, orFirst<axis>>>,
) => ListResult<X, concatShape<shapesOf<X>, orFirst<axis>>, alikeList<X>>

/** A sentence about the axis turns the axis red, if there is one; another the list. */
type ListOf<X extends TensorList, out, axis, name extends string> =
  mixedList<X> extends "yes" ? AcceptedList<X, `${name} got data and tensors of a graph together; give it one kind`>
  : [axis, out] extends [number, string] ? X
  : AcceptedList<X, out>
type AxisOf<axis, out> = Argument<axis, out extends At ? UnknownShape : out>

/**
 * Tensors joined along an axis, which becomes the sum of theirs.
 *
 * @shape a list of one or more of equal rank, equal in all axes but `axis`
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when an element differs in another axis or in rank, or there is no such axis
 * @example
 * const x = input({ shape: [7, 12] })
 * concat([x, x], 1) // => SymbolicTensor<["B", 14, 12]>
 */
export const concat = op<Concat, { readonly axis?: number }>({
  name: "concat",
  inputs: "list",
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, ...inputs) => concatShape(inputs, axis),
  takes: "alike",
  compute: ({ axis = 0 }, ...inputs) => tf.concat([...inputs], axis < 0 ? axis + (inputs[0]?.rank ?? 0) : axis),
})

/** Equal shapes, and as many as there are on a new axis. */
type stackShape<In, axis extends number> =
  In extends readonly [infer first, ...infer rest] ? stackNext<first, rest, axis, [0]>
  : In extends readonly [] ? wantsOne<"stack">
  : In extends readonly unknown[] ? insertAt<In[number], axis, number>
  : UnknownShape
type stackNext<done, rest, axis extends number, count extends readonly unknown[]> =
  rest extends readonly [infer next, ...infer more] ?
    Invariant<done> extends Invariant<next> ? stackNext<done, more, axis, [...count, 0]>
    : done extends readonly unknown[] ?
      number extends done["length"] ?
        stackNext<next, more, axis, [...count, 0]>
      : stackOne<done, next, more, axis, count>
    : never
  : insertAt<done, axis, rest extends readonly [] ? count["length"] : number>
type stackOne<done, next, more, axis extends number, count extends readonly unknown[]> =
  sameShape<done, next> extends "yes" ? stackNext<meet<done, next>, more, axis, [...count, 0]>
  : At<count["length"], differs<"stack", count["length"], next, done>>
type insertAt<In, axis extends number, size> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : number extends axis ? openShape<[...In, 1]>
    : axisOf<[...In, 1], axis> extends infer position extends number ? inserted<In, position, size>
    : lacksAxis<In, axis, "stack", axis>
  : UnknownShape
type inserted<In, position extends number, size, done extends readonly unknown[] = []> =
  done["length"] extends position ?
    In extends readonly unknown[] ?
      [...done, size, ...In]
    : never
  : In extends readonly [infer first, ...infer rest] ? inserted<rest, position, size, [...done, first]>
  : never
const stackShape = (inputs: readonly RuntimeShape[], axis: number) => {
  const [first, ...rest] = inputs
  if (!first) return refuse(wantsOne("stack"), "one tensor or more", "0", { code: "list" })
  let done = first
  for (const [index, next] of rest.entries()) {
    if (!sameShape(done, next))
      return refuse(differs("stack", index + 1, next, done), show(done), show(next), { code: "list", at: index + 1 })
    done = meet(done, next)
  }
  const position = axisOf([...done, 1], axis)
  return position === undefined ?
      refuse(lacksAxis(done, axis, "stack", axis), `an axis to ${done.length}`, show(done))
    : [...done.slice(0, position), inputs.length, ...done.slice(position)]
}

type Stack = <const X extends TensorList, const axis extends number | undefined = undefined>(
  tensors: ListOf<X, stackShape<shapesOf<X>, orFirst<axis>>, axis, "stack">,
  axis?: AxisOf<axis, stackShape<shapesOf<X>, orFirst<axis>>>,
) => ListResult<X, stackShape<shapesOf<X>, orFirst<axis>>, alikeList<X>>

/**
 * Tensors of one shape, side by side on a new axis.
 *
 * @shape a list of one or more of equal shapes, to that shape with the count at `axis`
 * @param axis where it stands afterwards; negative ones count from the last. @default 0
 * @throws ShapeError when an element has another shape, or the axis would stand behind a gap
 * @example
 * const x = input({ shape: [7] })
 * stack([x, x, x], 1) // => SymbolicTensor<["B", 3, 7]>
 */
export const stack = op<Stack, { readonly axis?: number }>({
  name: "stack",
  inputs: "list",
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, ...inputs) => stackShape(inputs, axis),
  takes: "alike",
  compute: ({ axis = 0 }, ...inputs) => tf.stack([...inputs], axis < 0 ? axis + (inputs[0]?.rank ?? 0) + 1 : axis),
})
