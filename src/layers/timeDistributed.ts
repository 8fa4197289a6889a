import type { apply, countOf, Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, Layer, rule } from "../core/layer.js"
import * as check from "../core/options.js"
import { type Answer, isShapeList } from "../core/spec.js"
import type { UnknownShape } from "../core/tensor.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { dense } from "./dense.js"
import { lstm } from "./lstm.js"

export interface TimeDistributedOptions<inner extends AnyLayer = AnyLayer> extends LayerOptions {
  /** The layer that each step goes through, with the same weights. */
  readonly layer: inner
}

/** `[B, T, ...rest]` becomes `[B, T, ...inner]`, where the inner layer makes `[B, ...inner]` of `[B, ...rest]`. */
type timeDistributedShape<In, inner extends AnyLayer> =
  In extends readonly [infer B, infer T, unknown, ...unknown[]] ?
    In extends readonly [unknown, unknown, ...infer rest] ?
      stepsOf<T, inner, apply<inner[typeof rule], [B, ...rest]>>
    : never
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsTime<In>
  : UnknownShape
type stepsOf<T, inner extends AnyLayer, out> =
  inner[typeof rule] extends { readonly many: true } ? wantsOne
  : out extends string ? `in timeDistributed: ${out}`
  : out extends readonly [infer B, ...infer rest] ? [B, T, ...rest]
  : UnknownShape
const timeDistributedShape = (input: RuntimeShape, { layer }: TimeDistributedOptions): Answer => {
  const [B = null, T = null, ...rest] = input
  if (input.length < 3) return refuse(wantsTime(input), "[batch, time, ...]", show(input))
  const inner = innerOf(layer)
  const answer = inner.shapeOf([[B, ...rest]])
  if (inner.states?.many || isShapeList(answer)) return refuse(wantsOne, "one tensor", "a list of tensors", { code: "list" })
  if (isRefusal(answer)) return { ...answer, refused: `in timeDistributed: ${answer.refused}` }
  const [batch = null, ...steps] = answer
  return [batch, T, ...steps]
}

type wantsTime<In> = `timeDistributed needs an input of rank 3 or more [batch, time, ...], got ${show<In>}`
const wantsTime = (input: RuntimeShape) =>
  `timeDistributed needs an input of rank 3 or more [batch, time, ...], got ${show(input)}`

const wantsOne = "in timeDistributed: a layer with returnState: true gives a list of tensors; leave returnState out"
type wantsOne = typeof wantsOne

type timeDistributedCount<In, inner extends AnyLayer> =
  In extends readonly [infer B, unknown, ...infer rest] ? countOf<inner[typeof rule], [B, ...rest]> : number

/** The layer at run time: the option's check has seen to it. */
const innerOf = (layer: unknown): LayerInstance => {
  if (isLayer(layer)) return layer
  throw new Error("timeDistributed without a layer")
}

interface timeDistributedRule<inner extends AnyLayer> extends Rule {
  readonly out: timeDistributedShape<this["in"], inner>
  readonly params: timeDistributedCount<this["in"], inner>
}

/** A layer that each step goes through. */
export interface TimeDistributed<inner extends AnyLayer> extends Layer<timeDistributedRule<inner>> {}

/**
 * Sends each step of a sequence through one layer, with the same weights for all.
 *
 * @shape `[B, T, ...rest]` to `[B, T, ...inner]`, where the layer makes `[B, ...inner]` of `[B, ...rest]`
 * @throws ShapeError when the input has a rank below 3, or the layer refuses a step
 * @see https://keras.io/api/layers/recurrent_layers/time_distributed/
 * @example
 * timeDistributed({ layer: dense({ units: 5 }) })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 5]>
 */
export const timeDistributed = layer<
  <inner extends AnyLayer>(options: TimeDistributedOptions<inner>) => TimeDistributed<inner>,
  TimeDistributedOptions
>({
  kind: "TimeDistributed",
  title: ({ layer }) => `timeDistributed(${innerOf(layer).title})`,
  options: {
    layer: check.option(check.isLayer, [
      dense({ units: 5 }),
      lstm({ units: 4 }),
      lstm({ units: 4, returnSequences: true }),
      lstm({ units: 4, returnState: true }),
    ]),
  },
  shape: timeDistributedShape,
  params: (input, { layer }) => {
    const [B = null, , ...rest] = input
    return innerOf(layer).paramsOf([[B, ...rest]])
  },
})
