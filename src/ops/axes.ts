/** What the ops along axes have in common: which axes there are, and the shape without them. */
import { refuse } from "../core/error.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { axisOf, showAxes, type split } from "./axis.js"
import { type RuntimeShape, show } from "./shape.js"

/** One axis, or several, counted from the last when negative; all of them when it is left out. */
export type Axes = number | readonly number[] | undefined
type RuntimeAxes = number | readonly number[]

/** An axis, as an option: any integer. */
export const oneAxis = check.option<number | undefined>(check.integer, [undefined, 0, 1, -1, 2, -2])
/** One axis or several, as an option. */
export const someAxes = check.option<RuntimeAxes | undefined>(check.oneOrMore(check.integer), [
  undefined,
  0,
  -1,
  1,
  -2,
  2,
  [0],
  [1, 2],
  [0, -1],
  [-1, 1],
  [],
])

/** The shape with each axis of some gone, or 1 where they are kept. */
export type reducedShape<In, axes, keep, name extends string> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : axes extends undefined ?
      keep extends true ?
        { -readonly [axis in keyof In]: 1 }
      : []
    : axes extends number ? reducedOne<In, axes, keep, name>
    : axes extends readonly [] ? wantsAxes
    : axes extends readonly number[] ?
      number extends axes["length"] ?
        openAxes<In, keep>
      : reducedSome<In, axes, axes, keep, name>
    : UnknownShape
  : UnknownShape
type reducedOne<In extends readonly unknown[], axis extends number, keep, name extends string> =
  number extends axis ? openAxis<In, keep>
  : split<In, axis> extends [infer before extends readonly unknown[], unknown, infer after extends readonly unknown[]] ?
    keep extends true ?
      [...before, 1, ...after]
    : [...before, ...after]
  : lacksAxis<In, axis, name, axis>
type reducedSome<In extends readonly unknown[], axes, rest, keep, name extends string, seen = never> =
  rest extends readonly [infer axis extends number, ...infer more] ?
    number extends axis ? openAxes<In, keep>
    : axisOf<In, axis> extends infer position extends number ?
      position extends seen ?
        repeatsAxis<In, axes, name, axis>
      : reducedSome<In, axes, more, keep, name, seen | position>
    : lacksAxis<In, axes, name, axis>
  : left<In, seen, keep>
type left<In, gone, keep, done extends readonly unknown[] = [], count extends readonly unknown[] = []> =
  In extends readonly [infer first, ...infer rest] ?
    count["length"] extends gone ?
      left<rest, gone, keep, keep extends true ? [...done, 1] : done, [...count, 0]>
    : left<rest, gone, keep, [...done, first], [...count, 0]>
  : done
/** The same rank, but no axis is known. */
export type openShape<In> = In extends readonly unknown[] ? { -readonly [axis in keyof In]: number } : never
/** Some axis is gone, but not known which. */
type openAxis<In, keep> =
  keep extends true ? { -readonly [axis in keyof In]: number }
  : In extends readonly [unknown, ...infer rest] ? { -readonly [axis in keyof rest]: number }
  : UnknownShape
type openAxes<In, keep> = keep extends true ? { -readonly [axis in keyof In]: number } : UnknownShape
export const reducedShape = (input: RuntimeShape, axes: RuntimeAxes | undefined, keep = false, name: string) => {
  if (axes === undefined) return keep ? input.map(() => 1) : []
  const gone = new Set<number>()
  for (const axis of [axes].flat()) {
    const position = axisOf(input, axis)
    if (position === undefined)
      return refuse(lacksAxis(input, axes, name, axis), `a shape with axis ${axis}`, show(input))
    if (gone.has(position)) return refuse(repeatsAxis(input, axes, name, axis), "each axis once", show(input))
    gone.add(position)
  }
  return keep ? input.map((dim, at) => (gone.has(at) ? 1 : dim)) : input.filter((_, at) => !gone.has(at))
}

/** Twin of the check of `someAxes`. */
type wantsAxes = "axis must be one or more, got []"

/** The shape itself, when it has the axis. */
export type alongShape<In, axis, name extends string> =
  In extends readonly unknown[] ?
    number extends In["length"] ? In
    : axis extends number ?
      number extends axis ? In
      : axisOf<In, axis> extends number ? In
      : lacksAxis<In, axis, name, axis>
    : In
  : UnknownShape
export const alongShape = (input: RuntimeShape, axis: number, name: string) =>
  axisOf(input, axis) === undefined ?
    refuse(lacksAxis(input, axis, name, axis), `a shape with axis ${axis}`, show(input))
  : input

export type lacksAxis<
  In,
  axes,
  name extends string,
  axis extends number,
> = `${name}(axis ${showAxes<axes>}) got ${show<In>}, which has no axis ${axis}`
export const lacksAxis = (input: RuntimeShape, axes: RuntimeAxes, name: string, axis: number) =>
  `${name}(axis ${showAxes(axes)}) got ${show(input)}, which has no axis ${axis}`

export type repeatsAxis<
  In,
  axes,
  name extends string,
  axis extends number,
> = `${name}(axis ${showAxes<axes>}) got ${show<In>}, of which axis ${axis} is named twice; name each axis once`
export const repeatsAxis = (input: RuntimeShape, axes: RuntimeAxes, name: string, axis: number) =>
  `${name}(axis ${showAxes(axes)}) got ${show(input)}, of which axis ${axis} is named twice; name each axis once`
