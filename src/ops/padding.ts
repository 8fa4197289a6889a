/** More values around a tensor, or the same ones again. */
import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import type { openShape } from "./axes.js"
import { type difference, type RuntimeDim, sum } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

type Pair = readonly [before: number, after: number]
type Paddings = readonly Pair[]

/** Each axis, and what stands before and after it; `limit` is what a mirror can show. */
type paddedShape<In, paddings, name extends string, mode> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : paddings extends readonly unknown[] ?
      number extends paddings["length"] ? openShape<In>
      : paddings["length"] extends In["length"] ? padAxes<In, paddings, In, mode>
      : wantsPairs<In, paddings["length"], name>
    : UnknownShape
  : UnknownShape
type padAxes<In, paddings, rest, mode, done extends readonly unknown[] = []> =
  rest extends readonly [infer dim, ...infer more] ?
    paddings extends readonly [readonly [infer before extends number, infer after extends number], ...infer others] ?
      tooLong<dim, before, mode> | tooLong<dim, after, mode> extends "no" ?
        padAxes<In, others, more, mode, [...done, sum<sum<dim, before>, after>]>
      : wantsLess<In, done["length"], before, after, mode>
    : UnknownShape
  : done
type tooLong<dim, count extends number, mode> =
  mode extends "constant" ? "no"
  : number extends dim | count ? "no"
  : dim extends number ?
    below<mode extends "reflect" ? dim : sum<dim, 1>, count> extends true ?
      "no"
    : "yes"
  : "no"
/** Whether `count` is below `limit`. */
type below<limit, count extends number> =
  `${difference<limit, count> & number}` extends `-${string}` | "0" ? false : true
const paddedShape = (input: RuntimeShape, paddings: Paddings, name: string, mode: string) => {
  if (paddings.length !== input.length)
    return refuse(wantsPairs(input, paddings.length, name), `${input.length} pairs`, `${paddings.length}`)
  const out: RuntimeDim[] = []
  for (const [axis, dim] of input.entries()) {
    const [before, after] = paddings[axis] ?? [0, 0]
    const most = mode === "reflect" ? -1 : 0
    if (mode !== "constant" && typeof dim === "number" && Math.max(before, after) > dim + most)
      return refuse(wantsLess(input, axis, before, after, mode), `at most ${dim + most}`, `${before}, ${after}`)
    out.push(sum(sum(dim, before), after))
  }
  return out
}

type wantsPairs<
  In,
  count extends number,
  name extends string,
> = `${name} needs a pair [before, after] for each axis of ${show<In>}, got ${count}`
const wantsPairs = (input: RuntimeShape, count: number, name: string) =>
  `${name} needs a pair [before, after] for each axis of ${show(input)}, got ${count}`

type wantsLess<
  In,
  axis extends number,
  before extends number,
  after extends number,
  mode,
> = `mirrorPad(${mode & string}) cannot put ${before} before and ${after} after axis ${axis} of ${show<In>}: a mirror shows no more than the axis has${mode extends "reflect" ? ", less its edge" : ""}`
const wantsLess = (input: RuntimeShape, axis: number, before: number, after: number, mode: string) =>
  `mirrorPad(${mode}) cannot put ${before} before and ${after} after axis ${axis} of ${show(input)}: a mirror shows no more than the axis has${mode === "reflect" ? ", less its edge" : ""}`

const pairs: check.Check = (value, option) => {
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every(count => Number.isSafeInteger(count) && count >= 0)
  return Array.isArray(value) && value.every(isPair) ?
      undefined
    : `${option} must be pairs of integers of 0 or more, got ${check.print(value)}`
}
const paddings = check.option<Paddings>(pairs, [
  [],
  [[1, 1]],
  [[0, 2]],
  [
    [1, 0],
    [0, 1],
  ],
  [
    [0, 0],
    [1, 1],
  ],
  [
    [0, 0],
    [1, 2],
    [1, 1],
  ],
  [
    [0, 0],
    [0, 1],
    [1, 0],
    [0, 0],
  ],
])

/**
 * A constant around the values.
 *
 * @shape any to itself with each axis longer by its pair
 * @param paddings for each axis how many stand before and after it
 * @param constantValue @default 0
 * @throws ShapeError when there is not a pair for each axis
 * @example
 * pad(input({ shape: [7] }), [[0, 0], [1, 2]]) // => SymbolicTensor<["B", 10]>
 */
export const pad = op<
  <X extends AnyTensor, const paddings extends Paddings>(
    x: X,
    paddings: Argument<paddings, paddedShape<X[typeof dims], paddings, "pad", "constant">>,
    constantValue?: number,
  ) => Result<X, paddedShape<X[typeof dims], paddings, "pad", "constant">, X["dtype"]>,
  { readonly paddings: Paddings; readonly constantValue?: number }
>({
  name: "pad",
  inputs: 1,
  options: { paddings, constantValue: check.option<number | undefined>(check.finite, [undefined, 1]) },
  shape: ({ paddings }, x) => paddedShape(x, paddings, "pad", "constant"),
  compute: ({ paddings, constantValue }, x) =>
    x.rank === 0 ?
      tf.clone(x)
    : tf.pad(
        x,
        paddings.map(([before, after]) => [before, after]),
        constantValue,
      ),
})

type Mirror = "reflect" | "symmetric"

/**
 * The values again around themselves, as in a mirror.
 *
 * @shape any to itself with each axis longer by its pair
 * @param paddings for each axis how many stand before and after it, not more than it has
 * @param mode "reflect" leaves the edge out, "symmetric" repeats it
 * @throws ShapeError when there is not a pair for each axis, or one is longer than its axis
 * @example
 * mirrorPad(input({ shape: [7] }), [[0, 0], [1, 2]], "reflect") // => SymbolicTensor<["B", 10]>
 */
export const mirrorPad = op<
  <X extends AnyTensor, const paddings extends Paddings, mode extends Mirror>(
    x: X,
    paddings: Argument<paddings, paddedShape<X[typeof dims], paddings, "mirrorPad", mode>>,
    mode: mode,
  ) => Result<X, paddedShape<X[typeof dims], paddings, "mirrorPad", mode>, X["dtype"]>,
  { readonly paddings: Paddings; readonly mode: Mirror }
>({
  name: "mirrorPad",
  inputs: 1,
  options: { paddings, mode: check.option<Mirror>(check.oneOf(["reflect", "symmetric"]), ["reflect", "symmetric"]) },
  shape: ({ paddings, mode }, x) => paddedShape(x, paddings, "mirrorPad", mode),
  compute: ({ paddings, mode }, x) => {
    if (x.rank === 0) return tf.clone(x)
    const given = paddings.map(([before, after]): [number, number] => [before, after])
    return tf.mirrorPad(x.dtype === "bool" ? tf.cast(x, "int32") : x, given, mode)
  },
})
