import type { apply, countOf, Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import { isLayer, type LayerInstance } from "../core/instance.js"
import type { AnyLayer, Layer, rule, takesList, titled } from "../core/layer.js"
import * as check from "../core/options.js"
import { type Answer, isShapeList } from "../core/spec.js"
import type { UnknownShape } from "../core/tensor.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { bidirectional } from "./bidirectional.js"
import { dense } from "./dense.js"
import { flatten } from "./flatten.js"
import { lstm } from "./lstm.js"

export interface TimeDistributedOptions<inner extends AnyLayer = AnyLayer> extends LayerOptions {
  /** The layer that each step goes through, with the same weights: one that takes a tensor and gives a tensor. */
  readonly layer: single<inner>
}

/** The layer itself when it takes one tensor and gives one. */
type single<inner extends AnyLayer> =
  inner extends { readonly [takesList]: true } ? wantsTensor
  : inner[typeof rule] extends { readonly many: true; readonly title: infer title extends string } ? givesList<title>
  : inner
const isSingle: check.Check = (value, option) =>
  !isLayer(value) ? check.isLayer(value, option)
  : value.spec.list ? wantsTensor
  : value.states?.many ? givesList(value.title)
  : undefined

type wantsTensor = typeof wantsTensor
const wantsTensor = "layer must take one tensor, but this one takes a list"

type givesList<title extends string> =
  `layer must give one tensor, but this ${title} gives a list; leave out returnState and mergeMode: null`
const givesList = (title: string) =>
  `layer must give one tensor, but this ${title} gives a list; leave out returnState and mergeMode: null`

/** `[B, T, ...rest]` becomes `[B, T, ...inner]`, where the inner layer makes `[B, ...inner]` of `[B, ...rest]`. */
type timeDistributedShape<In, inner extends AnyLayer> =
  In extends readonly [infer B, infer T, infer first, ...infer rest] ?
    stepsOf<T, tensorOf<inner, apply<inner[typeof rule], [B, first, ...rest]>>>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsTime<In>
  : UnknownShape
type stepsOf<T, out> =
  out extends string ? `in timeDistributed: ${out}`
  : out extends readonly [infer B, ...infer rest] ? [B, T, ...rest]
  : UnknownShape
const timeDistributedShape = (input: RuntimeShape, { layer }: TimeDistributedOptions): Answer => {
  const [B = null, T = null, ...rest] = input
  if (input.length < 3) return refuse(wantsTime(input), "[batch, time, ...]", show(input))
  const answer = innerOf(layer).shapeOf([[B, ...rest]])
  if (isRefusal(answer)) return { ...answer, refused: `in timeDistributed: ${answer.refused}` }
  const [batch = null, ...steps] = isShapeList(answer) ? [] : answer
  return [batch, T, ...steps]
}

/** Leaves out the lists of a layer that may give one; of unknown rank where the option was refused. */
type tensorOf<inner extends AnyLayer, out> =
  inner extends { readonly [takesList]: true } ? UnknownShape
  : inner[typeof rule] extends { readonly many: infer many } ?
    [many] extends [true] ? UnknownShape
    : boolean extends many ? notList<out>
    : out
  : out
type notList<out> = out extends readonly [readonly unknown[], ...unknown[]] ? never : out

type wantsTime<In> =
  In extends readonly [unknown, unknown] ?
    `timeDistributed needs an input of rank 3 or more [batch, time, ...], got ${show<In>}; set returnSequences: true on the recurrent layer before it, or call the inner layer itself`
  : `timeDistributed needs an input of rank 3 or more [batch, time, ...], got ${show<In>}`
const wantsTime = (input: RuntimeShape) =>
  `timeDistributed needs an input of rank 3 or more [batch, time, ...], got ${show(input)}${
    input.length === 2 ?
      "; set returnSequences: true on the recurrent layer before it, or call the inner layer itself"
    : ""
  }`

type timeDistributedCount<In, inner extends AnyLayer> =
  In extends readonly [infer B, unknown, ...infer rest] ? countOf<inner[typeof rule], [B, ...rest]> : number
const timeDistributedCount = ([B = null, , ...rest]: RuntimeShape, { layer }: TimeDistributedOptions) =>
  innerOf(layer).paramsOf([[B, ...rest]])

/** The layer at run time: the option's check has seen to it. */
const innerOf = (layer: unknown): LayerInstance => {
  if (isLayer(layer)) return layer
  throw new Error("timeDistributed without a layer")
}

interface timeDistributedRule<inner extends AnyLayer> extends Rule {
  readonly title: `timeDistributed(${titled<inner[typeof rule]>})`
  readonly out: timeDistributedShape<this["in"], inner>
  readonly params: timeDistributedCount<this["in"], inner>
}

/** A layer that each step goes through. */
export interface TimeDistributed<inner extends AnyLayer> extends Layer<timeDistributedRule<inner>> {}

/**
 * Sends each step of a sequence through one layer, with the same weights for all.
 *
 * @shape `[B, T, ...rest]` to `[B, T, ...inner]`, where the layer makes `[B, ...inner]` of `[B, ...rest]`
 * @throws ShapeError when the layer takes or gives a list of tensors, the input has a rank below 3, or the layer refuses a step
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
    layer: {
      check: isSingle,
      // Made when a test asks for them, so that they take no names from the layers of users.
      get samples(): readonly AnyLayer[] {
        return [
          dense({ units: 5 }),
          flatten(),
          lstm({ units: 4 }),
          lstm({ units: 3, returnSequences: true }),
          bidirectional({ layer: lstm({ units: 2 }), mergeMode: "sum" }),
          timeDistributed({ layer: dense({ units: 4 }) }),
        ]
      },
    },
  },
  shape: timeDistributedShape,
  params: timeDistributedCount,
})
