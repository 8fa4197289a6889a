import type { Dim } from "../../types/dim.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { namesIn, type RuntimeDim, showDim } from "../ops/dim.js"
import { reshaped, restOf } from "../ops/reshape.js"
import { type RuntimeShape, show, sizeOf } from "../ops/shape.js"

export interface ReshapeOptions<target extends readonly Dim[] = readonly Dim[]> extends LayerOptions {
  /**
   * The axes of one sample, without the batch: positive integers, and at most one that is left open, with -1 (as large
   * as is left) or with a symbol such as `"T"`.
   */
  readonly targetShape: targetOf<target>
}

/** The target itself, with a sentence in place of each axis that cannot be. */
type targetOf<target extends readonly Dim[]> = {
  readonly [axis in keyof target]: targetAxis<target, axis, target[axis]>
}
type targetAxis<target extends readonly Dim[], axis, dim> =
  dim extends string ? openOnce<target, axis, dim>
  : dim extends number ?
    number extends dim ? dim
    : dim extends -1 ? openOnce<target, axis, dim>
    : `${dim}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" ? wantsSizes<dim>
    : dim
  : dim
type openOnce<target extends readonly Dim[], axis, dim> =
  firstOpen<target> extends infer first ?
    axis extends first | "none" ? dim
    : first extends "none" ? dim
    : wantsOneOpen<target>
  : never
type firstOpen<target, count extends readonly unknown[] = []> =
  target extends readonly [infer first, ...infer rest] ?
    first extends -1 | string ?
      `${count["length"]}`
    : firstOpen<rest, [...count, 0]>
  : "none"
const isOpen = (dim: RuntimeDim) => dim === -1 || typeof dim === "string"
const isSize = (dim: unknown) =>
  typeof dim === "string" ?
    namesIn(dim).length > 0 && namesIn(dim).every(name => /^[A-Za-z_]\w*$/.test(name))
  : Number.isInteger(dim) && (Number(dim) > 0 || dim === -1)
const targetShape: check.Check = value => {
  if (!Array.isArray(value)) return `targetShape must be a list, got ${check.print(value)}`
  const wrong = value.find(dim => !isSize(dim))
  if (wrong !== undefined) return wantsSizes(wrong)
  return value.filter(isOpen).length > 1 ? wantsOneOpen(value) : undefined
}

type wantsSizes<dim> = `targetShape must hold positive integers, and -1 or a symbol for one axis, got ${showDim<dim>}`
const wantsSizes = (dim: RuntimeDim) =>
  `targetShape must hold positive integers, and -1 or a symbol for one axis, got ${showDim(dim)}`

type wantsOneOpen<target> = `targetShape can leave one axis open, with -1 or a symbol, got ${show<target>}`
const wantsOneOpen = (target: RuntimeShape) =>
  `targetShape can leave one axis open, with -1 or a symbol, got ${show(target)}`

/** `[B, ...rest]` becomes `[B, ...target]`, of the same size. */
type reshapeShape<In, target extends readonly Dim[]> =
  In extends readonly [infer B, ...infer rest] ?
    number extends target["length"] ? UnknownShape
    : reshaped<rest, target> extends infer out ?
      out extends readonly unknown[] ? [B, ...out]
      : out extends "size" ? wrongSize<In, rest, target>
      : wrongRest<In, rest, target>
    : never
  : In extends readonly [] ? wantsBatch<In, target>
  : UnknownShape
const reshapeShape = (input: RuntimeShape, { targetShape: target }: ReshapeOptions) => {
  const [B = null, ...rest] = input
  if (input.length === 0) return refuse(wantsBatch(input, target), "[batch, ...]", show(input))
  const out = reshaped(rest, target)
  if (out === "size") return refuse(wrongSize(input, target), showDim(restOf(target)), showDim(sizeOf(rest)))
  if (out === "rest")
    return refuse(wrongRest(input, target), `a multiple of ${showDim(restOf(target, isOpen))}`, showDim(sizeOf(rest)))
  return [B, ...out]
}

type wrongSize<In, rest, target> =
  `${title<target>} makes ${showDim<restOf<target>>} values a sample, but ${show<In>} has ${showDim<sizeOf<rest>>}; -1 for one axis makes it as large as is left`
const wrongSize = (input: RuntimeShape, target: RuntimeShape) =>
  `${title(target)} makes ${showDim(restOf(target))} values a sample, but ${show(input)} has ${showDim(sizeOf(input.slice(1)))}; -1 for one axis makes it as large as is left`

type wrongRest<In, rest, target> =
  `${title<target>} needs a multiple of ${showDim<restOf<target, string | -1>>} values a sample, but ${show<In>} has ${showDim<sizeOf<rest>>}`
const wrongRest = (input: RuntimeShape, target: RuntimeShape) =>
  `${title(target)} needs a multiple of ${showDim(restOf(target, isOpen))} values a sample, but ${show(input)} has ${showDim(sizeOf(input.slice(1)))}`

type wantsBatch<In, target> =
  `${title<target>} needs an input of rank 1 or more [batch, ...], got ${show<In>}; add a batch axis`
const wantsBatch = (input: RuntimeShape, target: RuntimeShape) =>
  `${title(target)} needs an input of rank 1 or more [batch, ...], got ${show(input)}; add a batch axis`

type title<target> = `reshape(${show<target>})`
const title = (target: RuntimeShape) => `reshape(${show(target)})`

interface reshapeRule<target extends readonly Dim[]> extends MovingRule {
  readonly gives: "same"
  readonly title: title<target>
  readonly out: reshapeShape<this["in"], target>
  readonly params: 0
}

/** Gives each sample the shape `target`. */
export interface Reshape<target extends readonly Dim[]> extends MovingLayer<reshapeRule<target>> {}

/**
 * Gives each sample another shape of the same size.
 *
 * @shape `[B, ...rest]` to `[B, ...targetShape]`, where -1 is what is left: the product of the rest by the other axes
 * @param options.targetShape positive integers, and at most one -1 or symbol
 * @throws ShapeError when the sizes differ, or what is left is no whole number
 * @see https://keras.io/api/layers/reshaping_layers/reshape/
 * @example
 * reshape({ targetShape: [4, 21] })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 4, 21]>
 * reshape({ targetShape: [-1, 6] })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 14, 6]>
 * reshape({ targetShape: ["T", 6] })(input({ shape: ["2*T", 3] })) // => SymbolicTensor<["B", "T", 6]>
 */
export const reshape = layer<
  <const target extends readonly Dim[]>(options: ReshapeOptions<target>) => Reshape<target>,
  ReshapeOptions
>({
  kind: "Reshape",
  title: options => title(options.targetShape),
  options: { targetShape: check.option(targetShape, [[84], [-1], [4, 21], [-1, 6], [2, -1, 3], ["T", 6], []]) },
  shape: reshapeShape,
  params: () => 0,
  // tfjs takes numbers: the one axis that is a symbol is what is left.
  config: ({ targetShape: target, ...options }) => ({
    ...options,
    targetShape: target.map(dim => (typeof dim === "string" ? -1 : dim)),
  }),
  dtype: "same",
})
