import type { Invariant } from "../../types/dim.js"
import type { At, integer } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { split } from "../ops/axis.js"
import { sameDim, showDim, sum } from "../ops/dim.js"
import { meet, type RuntimeShape, sameShape, show } from "../ops/shape.js"

export interface ConcatenateOptions<axis extends number = number> extends LayerOptions {
  /** The axis that is joined; negative ones count from the last. @default -1 */
  readonly axis?: integer<axis, "axis">
}

/** All axes but one are equal; that one becomes the sum. */
type concatenateShape<In, axis extends number> =
  axis extends -1 ?
    // Most lists are of two that agree in all axes but the last.
    In extends readonly [readonly [...infer before, infer at], readonly [...infer lead, infer size]] ?
      Invariant<before> extends Invariant<lead> ?
        [...before, sum<at, size>]
      : joinAll<In, axis>
    : joinAll<In, axis>
  : joinAll<In, axis>
type joinAll<In, axis extends number> =
  In extends readonly [infer first, ...infer rest] ? joinFirst<first, rest, axis>
  : In extends readonly [] ? wantsOne<axis>
  : In extends readonly unknown[] ? openAxis<In[number], axis>
  : UnknownShape
type joinFirst<first, rest, axis extends number> =
  axis extends unknown ?
    first extends unknown ?
      number extends axis ? openShape<first>
      : split<first, axis> extends [infer before, infer at, infer after] ? joinNext<before, at, after, rest, axis, [0]>
      : split<first, axis> extends "none" ? lacksAxis<first, axis>
      : UnknownShape
    : never
  : never
type joinNext<before, at, after, rest, axis extends number, count extends readonly unknown[]> =
  rest extends readonly [infer next, ...infer more] ? joinOne<before, at, after, next, more, axis, count>
  : rest extends readonly [] ? joined<before, at, after>
  : joined<before, number, after>
type joinOne<before, at, after, next, more, axis extends number, count extends readonly unknown[]> =
  next extends unknown ?
    split<next, axis> extends [infer lead, infer size, infer tail] ?
      Invariant<[before, after]> extends Invariant<[lead, tail]> ?
        joinNext<before, sum<at, size>, after, more, axis, [...count, 0]>
      : sameShape<before, lead> | sameShape<after, tail> extends "yes" ?
        joinNext<meet<before, lead>, sum<at, size>, meet<after, tail>, more, axis, [...count, 0]>
      : At<count["length"], differs<count["length"], next, joined<before, at, after>, axis>>
    : split<next, axis> extends "none" ?
      At<count["length"], differs<count["length"], next, joined<before, at, after>, axis>>
    : UnknownShape
  : never
type joined<before, at, after> =
  before extends readonly unknown[] ?
    after extends readonly unknown[] ?
      [...before, at, ...after]
    : never
  : never
/** A list of unknown length: how much is joined is unknown. */
type openAxis<first, axis extends number> =
  number extends axis ? openShape<first>
  : split<first, axis> extends [infer before, unknown, infer after] ? joined<before, number, after>
  : split<first, axis> extends "none" ? lacksAxis<first, axis>
  : UnknownShape
type openShape<In> = In extends readonly unknown[] ? { -readonly [axis in keyof In]: number } : never
const concatenateShape = (inputs: readonly RuntimeShape[], { axis = -1 }: ConcatenateOptions) => {
  const [first, ...rest] = inputs
  if (!first) return refuse(wantsOne(axis), "one tensor or more", "0", { code: "list" })
  const parts = split(first, axis)
  if (!parts) return refuse(lacksAxis(first, axis), `a shape with axis ${axis}`, show(first), { code: "list" })
  let [before, at, after] = parts
  for (const [index, next] of rest.entries()) {
    const [lead, size, tail] = split(next, axis) ?? []
    if (!lead || !tail || size === undefined || !sameShape(before, lead) || !sameShape(after, tail)) {
      const done = [...before, at, ...after]
      const sentence = differs(index + 1, next, done, axis)
      return refuse(sentence, show(done), show(next), { code: "list", at: index + 1 })
    }
    before = meet(before, lead)
    after = meet(after, tail)
    at = sum(at, size)
  }
  return [...before, at, ...after]
}

type title<axis extends number> = `concatenate(axis ${axis})`
const title = (axis: number) => `concatenate(axis ${axis})`

type wantsOne<axis extends number> = `${title<axis>} needs a list of one tensor or more, got 0`
const wantsOne = (axis: number) => `${title(axis)} needs a list of one tensor or more, got 0`

type lacksAxis<In, axis extends number> = `${title<axis>}: element 0 is ${show<In>}, which has no axis ${axis}`
const lacksAxis = (input: RuntimeShape, axis: number) =>
  `${title(axis)}: element 0 is ${show(input)}, which has no axis ${axis}`

type differs<
  at extends number,
  next,
  done,
  axis extends number,
> = `${title<axis>}: element ${at} is ${show<next>}, but ${show<done>} came before it; ${differsHow<next, done, axis>}`
type differsHow<next, done, axis extends number> =
  lengthOf<next> extends lengthOf<done> ?
    split<done, axis> extends [infer before extends readonly unknown[], unknown, unknown] ?
      differsAt<next, done, before["length"]>
    : never
  : `all need the same rank`
type lengthOf<In> = In extends readonly unknown[] ? In["length"] : never
type differsAt<next, done, joined extends number, count extends readonly unknown[] = []> =
  next extends readonly [infer a, ...infer nexts] ?
    done extends readonly [infer b, ...infer dones] ?
      count["length"] extends joined ? differsAt<nexts, dones, joined, [...count, 0]>
      : sameDim<a, b> extends "yes" ? differsAt<nexts, dones, joined, [...count, 0]>
      : `axis ${count["length"]} must be ${showDim<b>}, not ${showDim<a>}: only axis ${joined} may differ`
    : never
  : never
const differs = (at: number, next: RuntimeShape, done: RuntimeShape, axis: number) =>
  `${title(axis)}: element ${at} is ${show(next)}, but ${show(done)} came before it; ${differsHow(next, done, axis)}`
const differsHow = (next: RuntimeShape, done: RuntimeShape, axis: number) => {
  if (next.length !== done.length) return "all need the same rank"
  const joined = split(done, axis)?.[0].length
  const at = done.findIndex((dim, index) => index !== joined && !sameDim(dim, next[index] ?? null))
  return `axis ${at} must be ${showDim(done[at] ?? null)}, not ${showDim(next[at] ?? null)}: only axis ${joined} may differ`
}

interface concatenateRule<axis extends number> extends Rule {
  readonly title: title<axis>
  readonly out: concatenateShape<this["in"], axis>
  readonly params: 0
}

/** Joins tensors along `axis`. */
export interface Concatenate<axis extends number> extends MergeLayer<concatenateRule<axis>> {}

/**
 * Joins a list of tensors along one axis, which becomes the sum of theirs.
 *
 * @shape a list of one or more of equal rank, equal in all axes but `axis`
 * @param options.axis an integer; negative ones count from the last, and the default is the last
 * @throws ShapeError when an element differs in another axis or in rank, or there is no such axis
 * @see https://keras.io/api/layers/merging_layers/concatenate/
 * @example
 * const x = input({ shape: [7, 12] })
 * concatenate()([x, dense({ units: 4 })(x)]) // => SymbolicTensor<["B", 7, 16]>
 * concatenate({ axis: 1 })([x, input({ shape: ["T", 12] })]) // => SymbolicTensor<["B", "T+7", 12]>
 */
export const concatenate = layer<
  <const axis extends number = -1>(options?: ConcatenateOptions<axis>) => Concatenate<axis>,
  ConcatenateOptions
>({
  kind: "Concatenate",
  list: true,
  title: ({ axis = -1 }) => title(axis),
  options: { axis: check.option(check.integer, [undefined, 1, -2, 2, 0]) },
  shape: concatenateShape,
  params: () => 0,
})
