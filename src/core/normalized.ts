/** What the layers that normalize have in common: axes that have weights, and so a known size. */
import type { Dim } from "../../types/dim.js"
import { axisOf, showAxes } from "../ops/axis.js"
import { product, type RuntimeDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"

/** One axis, or several together. */
export type Axes = number | readonly number[]

/** The input's own shape, when it has every axis once, and each that has weights is of a known size. */
export type normalizedShape<In, layer extends string, axes, weighted> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      In
    : checkAxes<In, axes extends number ? [axes] : axes, title<layer, axes>, weighted>
  : In
type checkAxes<In extends readonly unknown[], axes, title extends string, weighted, seen = never> =
  axes extends readonly [infer axis extends number, ...infer rest] ?
    number extends axis ? checkAxes<In, rest, title, weighted, seen>
    : axisOf<In, axis> extends infer position extends number ?
      position extends seen ? repeatsAxis<In, title, axis>
      : [weighted, In[position]] extends [true, `${infer name}`] ?
        string extends name ?
          checkAxes<In, rest, title, weighted, seen | position>
        : wantsSize<In, title, axis>
      : checkAxes<In, rest, title, weighted, seen | position>
    : lacksAxis<In, title, axis>
  : In
export const normalizedShape = (input: RuntimeShape, layer: string, axes: Axes, weighted: boolean) => {
  const name = title(layer, axes)
  const seen = new Set<number>()
  for (const axis of [axes].flat()) {
    const position = axisOf(input, axis)
    if (position === undefined) return refuse(lacksAxis(input, name, axis), `a shape with axis ${axis}`, show(input))
    if (seen.has(position)) return refuse(repeatsAxis(input, name, axis), "each axis once", show(input))
    if (weighted && typeof input[position] === "string")
      return refuse(wantsSize(input, name, axis), `a size of axis ${axis}`, show(input))
    seen.add(position)
  }
  return input
}

/** The size of one weight: the product of the axes. */
export type normalizedSize<In, axes, done = 1> =
  In extends readonly unknown[] ?
    number extends In["length"] ? number
    : axes extends number ? normalizedSize<In, [axes]>
    : axes extends readonly [infer axis extends number, ...infer rest] ?
      number extends axis ? number
      : axisOf<In, axis> extends infer position extends number ? normalizedSize<In, rest, product<done, In[position]>>
      : Dim
    : axes extends readonly [] ? done
    : number
  : number
export const normalizedSize = (input: RuntimeShape, axes: Axes): RuntimeDim =>
  [axes]
    .flat()
    .map(axis => input.at(axis) ?? null)
    .reduce(product, 1)

type title<layer extends string, axes> = `${layer}(axis ${showAxes<axes>})`
const title = (layer: string, axes: Axes) => `${layer}(axis ${showAxes(axes)})`

type lacksAxis<In, title extends string, axis extends number> = `${title} got ${show<In>}, which has no axis ${axis}`
const lacksAxis = (input: RuntimeShape, title: string, axis: number) =>
  `${title} got ${show(input)}, which has no axis ${axis}`

type repeatsAxis<
  In,
  title extends string,
  axis extends number,
> = `${title} got ${show<In>}, of which axis ${axis} is named twice; name each axis once`
const repeatsAxis = (input: RuntimeShape, title: string, axis: number) =>
  `${title} got ${show(input)}, of which axis ${axis} is named twice; name each axis once`

type wantsSize<
  In,
  title extends string,
  axis extends number,
> = `${title} makes weights as large as axis ${axis}, so its size must be a number, got ${show<In>}; give the input that size, or name another axis`
const wantsSize = (input: RuntimeShape, title: string, axis: number) =>
  `${title} makes weights as large as axis ${axis}, so its size must be a number, got ${show(input)}; give the input that size, or name another axis`
