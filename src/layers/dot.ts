import type { At, oneOrList, wideOnly } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { showAxes, split } from "../ops/axis.js"
import { type RuntimeDim, sameDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

type Axes = number | readonly number[]

export interface DotOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** The axis that is summed over in both, or one for each; negative ones count from the last. Not the batch. */
  readonly axes: dotAxes<axis, list>
  /** Scales the vectors along the axis to length 1 first: cosine similarity. @default false */
  readonly normalize?: boolean
}

/** The axes themselves, with a sentence in place of each that cannot be. */
type dotAxes<axis extends number, list extends readonly number[]> =
  | (number extends axis ? wideOnly<list, axis> : dotAxis<axis>)
  | (list["length"] extends 2 ? dotAxisEach<list>
    : number extends list["length"] ? wideOnly<list, list, axis>
    : wantsTwoAxes<list>)
type dotAxisEach<list extends readonly number[]> = { readonly [index in keyof list]: dotAxis<list[index]> }
type dotAxis<axis extends number> =
  number extends axis ? axis
  : `${axis}` extends "0" | `${string}.${string}` | `${string}e${string}` | `${string}Infinity` | "NaN" ?
    wantsAxis<axis>
  : axis
const dotAxis: check.Check = axis =>
  Number.isSafeInteger(axis) && axis !== 0 ? undefined : wantsAxis(check.print(axis))
const dotAxes: check.Check = value =>
  !Array.isArray(value) ? dotAxis(value, "axes")
  : value.length === 2 ? check.listOf(dotAxis)(value, "axes")
  : wantsTwoAxes(value)

type wantsAxis<axis extends number> = `axes must be integers other than 0, the batch, got ${axis}`
const wantsAxis = (axis: string) => `axes must be integers other than 0, the batch, got ${axis}`
type wantsTwoAxes<axes> = `axes must be one axis, or one for each of the two tensors, got ${showAxes<axes>}`
const wantsTwoAxes = (axes: readonly number[]) =>
  `axes must be one axis, or one for each of the two tensors, got ${showAxes(axes)}`

/** `[B, ...a]` and `[B, ...b]` become `[B, ...a, ...b]`, without the axes that are summed over. */
type dotShape<In, axes extends Axes> =
  In extends readonly [infer A, infer C] ?
    axes extends readonly [infer axisA extends number, infer axisC extends number] ? dotTwo<A, C, axisA, axisC, axes>
    : axes extends number ? dotTwo<A, C, axes, axes, axes>
    : UnknownShape
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsTwo<In["length"], axes>
  : UnknownShape
type dotTwo<A, C, axisA extends number, axisC extends number, axes> =
  A extends unknown ?
    C extends unknown ?
      dotOne<A, C, axisA, axisC, axes>
    : never
  : never
type dotOne<A, C, axisA extends number, axisC extends number, axes> =
  number extends axisA | axisC ? UnknownShape
  : split<A, axisA> extends [infer before, infer a, infer after] ?
    split<C, axisC> extends [infer lead, infer c, infer tail] ?
      before extends readonly [infer B, ...unknown[]] ?
        lead extends readonly [infer other, ...infer rest] ?
          sameDim<B, other> extends "yes" ?
            sameDim<a, c> extends "yes" ?
              kept<before, after, rest, tail>
            : At<1, wantsEqual<C, c, axisC, A, a, axisA, axes>>
          : At<1, wantsBatch<C, other, B, axes>>
        : At<1, refusesBatch<1, C, axisC, axes>>
      : At<0, refusesBatch<0, A, axisA, axes>>
    : split<C, axisC> extends "none" ? At<1, lacksAxis<1, C, axisC, axes>>
    : UnknownShape
  : split<A, axisA> extends "none" ? At<0, lacksAxis<0, A, axisA, axes>>
  : UnknownShape
type kept<before, after, rest, tail> =
  [before, after, rest, tail] extends [[infer B], [], [], []] ? [B, 1]
  : [...spread<before>, ...spread<after>, ...spread<rest>, ...spread<tail>]
type spread<In> = In extends readonly unknown[] ? In : never
const dotShape = (inputs: readonly RuntimeShape[], { axes }: DotOptions) => {
  const [a, c] = inputs
  if (!a || !c || inputs.length > 2)
    return refuse(wantsTwo(inputs.length, axes), "two tensors", `${inputs.length}`, { code: "list" })
  const [axisA = 0, axisC = 0] = typeof axes === "number" ? [axes, axes] : axes
  const [first, second] = [split(a, axisA), split(c, axisC)]
  const at = (at: number, sentence: string) =>
    refuse(sentence, `axes ${showAxes(axes)}`, show(at === 0 ? a : c), { code: "list", at })
  if (!first) return at(0, lacksAxis(0, a, axisA, axes))
  if (!second) return at(1, lacksAxis(1, c, axisC, axes))
  const [[B, ...before], size, after] = first
  const [[other, ...rest], wanted, tail] = second
  if (B === undefined) return at(0, refusesBatch(0, a, axisA, axes))
  if (other === undefined) return at(1, refusesBatch(1, c, axisC, axes))
  if (!sameDim(B, other)) return at(1, wantsBatch(c, other, B, axes))
  if (!sameDim(size, wanted)) return at(1, wantsEqual(c, wanted, axisC, a, size, axisA, axes))
  const kept = [...before, ...after, ...rest, ...tail]
  return [B, ...(kept.length === 0 ? [1] : kept)]
}

type title<axes> = `dot(axes ${showAxes<axes>})`
const title = (axes: Axes) => `dot(axes ${showAxes(axes)})`

type wantsTwo<count extends number, axes> = `${title<axes>} needs a list of two tensors, got ${count}`
const wantsTwo = (count: number, axes: Axes) => `${title(axes)} needs a list of two tensors, got ${count}`

type lacksAxis<
  at extends number,
  In,
  axis extends number,
  axes,
> = `${title<axes>}: element ${at} is ${show<In>}, which has no axis ${axis}`
const lacksAxis = (at: number, input: RuntimeShape, axis: number, axes: Axes) =>
  `${title(axes)}: element ${at} is ${show(input)}, which has no axis ${axis}`

type refusesBatch<
  at extends number,
  In,
  axis extends number,
  axes,
> = `${title<axes>}: element ${at} is ${show<In>}, whose axis ${axis} is the batch; sum over another axis`
const refusesBatch = (at: number, input: RuntimeShape, axis: number, axes: Axes) =>
  `${title(axes)}: element ${at} is ${show(input)}, whose axis ${axis} is the batch; sum over another axis`

type wantsBatch<In, batch, wanted, axes> =
  `${title<axes>}: element 1 is ${show<In>}, whose batch is ${showDim<batch>}, not ${showDim<wanted>} as that of element 0`
const wantsBatch = (input: RuntimeShape, batch: RuntimeDim, wanted: RuntimeDim, axes: Axes) =>
  `${title(axes)}: element 1 is ${show(input)}, whose batch is ${showDim(batch)}, not ${showDim(wanted)} as that of element 0`

type wantsEqual<
  C,
  c,
  axisC extends number,
  A,
  a,
  axisA extends number,
  axes,
> = `${title<axes>}: axis ${axisC} of element 1 ${show<C>} is ${showDim<c>}, but axis ${axisA} of element 0 ${show<A>} is ${showDim<a>}; the axes that are summed over must be equal`
const wantsEqual = (
  second: RuntimeShape,
  size: RuntimeDim,
  axisC: number,
  first: RuntimeShape,
  wanted: RuntimeDim,
  axisA: number,
  axes: Axes,
) =>
  `${title(axes)}: axis ${axisC} of element 1 ${show(second)} is ${showDim(size)}, but axis ${axisA} of element 0 ${show(first)} is ${showDim(wanted)}; the axes that are summed over must be equal`

interface dotRule<axes extends Axes> extends Rule {
  readonly title: title<axes>
  readonly out: dotShape<this["in"], axes>
  readonly params: 0
}

/** Sums the products of two tensors over `axes`. */
export interface Dot<axes extends Axes> extends MergeLayer<dotRule<axes>> {}

/**
 * Sums the products of two tensors over an axis of each, sample by sample.
 *
 * @shape `[B, ...a]` and `[B, ...b]`, whose summed axes are equal, to `[B, ...a, ...b]` without these; two vectors give `[B, 1]`
 * @param options.axes an axis for both, or `[first, second]`; negative ones count from the last
 * @throws ShapeError when there are not two tensors, their batches or the summed axes differ, or an axis is the batch or missing
 * @see https://keras.io/api/layers/merging_layers/dot/
 * @example
 * const query = input({ shape: ["Tq", 64] })
 * const key = input({ shape: ["Tk", 64] })
 * dot({ axes: 2 })([query, key]) // => SymbolicTensor<["B", "Tq", "Tk"]>
 */
export const dot = layer<
  <const axis extends number = never, const list extends readonly number[] = never>(
    options: DotOptions<axis, list>,
  ) => Dot<oneOrList<axis, list, number>>,
  DotOptions
>({
  kind: "Dot",
  list: true,
  title: ({ axes }) => title(axes),
  options: {
    axes: check.option(dotAxes, [1, -1, 2, [1, 2], [2, 1], [-1, 1]]),
    normalize: check.option(check.flag, [undefined, true]),
  },
  shape: dotShape,
  params: () => 0,
})
