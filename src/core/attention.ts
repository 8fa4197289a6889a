/** What the layers of attention have in common: a list of a query, a value and, it may be, a key, each `[batch, time, features]`. */
import type { At, rate } from "../../types/error.js"
import { type RuntimeDim, sameDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import type { LayerOptions } from "./define.js"
import { isRefusal, refuse } from "./error.js"
import * as check from "./options.js"
import type { UnknownShape } from "./tensor.js"

/** Options that every layer of attention has. */
export interface AttentionLayerOptions<
  scores extends boolean = boolean,
  drop extends number = number,
> extends LayerOptions {
  /** The part of the weights of attention that is dropped in training: at least 0 and less than 1. @default 0 */
  readonly dropout?: rate<drop, "dropout">
  /** Makes dropout the same draw in every step of every run. */
  readonly seed?: number
  /** Whether a step of the query sees only the steps of the value up to its own: Keras's `use_causal_mask`. @default false */
  readonly useCausalMask?: boolean
  /** Whether the scores are given as well, behind the output: Keras's `return_attention_scores`. @default false */
  readonly returnAttentionScores?: scores
}

/** The checks of `AttentionLayerOptions`. */
export const attentionOptions = {
  dropout: check.option(check.rate, [undefined, 0.5]),
  seed: check.option(check.integer, [undefined]),
  useCausalMask: check.option(check.flag, [undefined, true]),
  returnAttentionScores: check.option(check.flag, [undefined, true, false]),
}

/** The axes that attention is about: batch, steps of the query, features of each; or what refuses the list. */
export type attended<In, title extends string> =
  In extends readonly [infer Q, infer V] ? attendedEach<Q, V, V, title>
  : In extends readonly [infer Q, infer V, infer K] ? attendedEach<Q, V, K, title>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsQueryAndValue<In["length"], title>
  : UnknownShape
type attendedEach<Q, V, K, title extends string> =
  Q extends unknown ?
    V extends unknown ?
      K extends unknown ?
        attendedOne<Q, V, K, title>
      : never
    : never
  : never
type attendedOne<Q, V, K, title extends string> =
  Q extends readonly [infer B, infer Tq, infer Dq] ?
    V extends readonly [infer other, infer Tv, infer Dv] ?
      K extends readonly [infer last, infer Tk, infer Dk] ?
        sameDim<B, other> extends "yes" ?
          sameDim<B, last> extends "yes" ?
            sameDim<Tv, Tk> extends "yes" ?
              { batch: B; steps: Tq; seen: Tv; query: Dq; value: Dv; key: Dk }
            : At<2, wantsSteps<K, Tk, Tv, title>>
          : At<2, wantsBatchOf<2, K, last, B, title>>
        : At<1, wantsBatchOf<1, V, other, B, title>>
      : wantsTime<2, K, title>
    : wantsTime<1, V, title>
  : wantsTime<0, Q, title>
type wantsTime<at extends number, In, title extends string> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : At<at, wantsRankThree<at, In, title>>
  : UnknownShape
export const attended = (inputs: readonly RuntimeShape[], title: string) => {
  const [Q, V, K = V] = inputs
  if (!Q || !V || !K || inputs.length > 3)
    return refuse(
      wantsQueryAndValue(inputs.length, title),
      "[query, value] or [query, value, key]",
      `${inputs.length}`,
      {
        code: "list",
      },
    )
  const at = (at: number, sentence: string) =>
    refuse(sentence, "[batch, time, features]", show(inputs[at] ?? []), { code: "list", at })
  const flat = inputs.findIndex(({ length }) => length !== 3)
  if (flat >= 0) return at(flat, wantsRankThree(flat, inputs[flat] ?? [], title))
  const [batch = null, steps = null, query = null] = Q
  const [other = null, Tv = null, value = null] = V
  const [last = null, Tk = null, key = null] = K
  if (!sameDim(batch, other)) return at(1, wantsBatchOf(1, V, other, batch, title))
  if (!sameDim(batch, last)) return at(2, wantsBatchOf(2, K, last, batch, title))
  if (!sameDim(Tv, Tk)) return at(2, wantsSteps(K, Tk, Tv, title))
  return { batch, steps, seen: Tv, query, value, key }
}

/** `[B, Tq, D]` and `[B, Tv, Dv]`, with a key `[B, Tv, D]` or without, become `[B, Tq, Dv]`. */
export type matchedShape<In, title extends string> =
  In extends readonly unknown[] ? matched<attended<In, title>, In, title> : UnknownShape
type matched<found, In extends readonly unknown[], title extends string> =
  found extends { batch: infer B; steps: infer Tq; query: infer Dq; value: infer Dv; key: infer Dk } ?
    sameDim<Dq, Dk> extends "yes" ? [B, Tq, Dv]
    : In["length"] extends 2 ? At<1, wantsFeatures<1, In[1], Dk, Dq, title>>
    : At<2, wantsFeatures<2, In[2], Dk, Dq, title>>
  : found
export const matchedShape = (inputs: readonly RuntimeShape[], title: string) => {
  const found = attended(inputs, title)
  if (isRefusal(found)) return found
  const { batch, steps, query, value, key } = found
  if (sameDim(query, key)) return [batch, steps, value]
  const at = inputs.length === 2 ? 1 : 2
  const sentence = wantsFeatures(at, inputs[at] ?? [], key, query, title)
  return refuse(sentence, `${showDim(query)} features`, showDim(key), { code: "list", at })
}

type partOf<at extends number> = ["query", "value", "key"][at & (0 | 1 | 2)]
const partOf = (at: number) => ["query", "value", "key"][at] ?? ""

type wantsQueryAndValue<
  count extends number,
  title extends string,
> = `${title} needs a list [query, value] or [query, value, key], got ${count}`
const wantsQueryAndValue = (count: number, title: string) =>
  `${title} needs a list [query, value] or [query, value, key], got ${count}`

type wantsRankThree<
  at extends number,
  In,
  title extends string,
> = `${title}: element ${at}, the ${partOf<at>}, needs rank 3 [batch, time, features], got ${show<In>}; a recurrent layer keeps its time axis with returnSequences: true, and reshape makes one axis of several`
const wantsRankThree = (at: number, input: RuntimeShape, title: string) =>
  `${title}: element ${at}, the ${partOf(at)}, needs rank 3 [batch, time, features], got ${show(input)}; a recurrent layer keeps its time axis with returnSequences: true, and reshape makes one axis of several`

type wantsBatchOf<
  at extends number,
  In,
  batch,
  wanted,
  title extends string,
> = `${title}: element ${at}, the ${partOf<at>}, is ${show<In>}, whose batch is ${showDim<batch>}, not ${showDim<wanted>} as that of the query`
const wantsBatchOf = (at: number, input: RuntimeShape, batch: RuntimeDim, wanted: RuntimeDim, title: string) =>
  `${title}: element ${at}, the ${partOf(at)}, is ${show(input)}, whose batch is ${showDim(batch)}, not ${showDim(wanted)} as that of the query`

type wantsSteps<
  In,
  steps,
  wanted,
  title extends string,
> = `${title}: element 2, the key, is ${show<In>}, of ${showDim<steps>} steps, but the value has ${showDim<wanted>}; each step of the value needs its key`
const wantsSteps = (input: RuntimeShape, steps: RuntimeDim, wanted: RuntimeDim, title: string) =>
  `${title}: element 2, the key, is ${show(input)}, of ${showDim(steps)} steps, but the value has ${showDim(wanted)}; each step of the value needs its key`

export type wantsFeatures<
  at extends number,
  In,
  features,
  wanted,
  title extends string,
> = `${title}: element ${at}, the ${partOf<at>}, is ${show<In>}, of ${showDim<features>} features, but the query has ${showDim<wanted>}; bring one to the other with dense`
export const wantsFeatures = (
  at: number,
  input: RuntimeShape,
  features: RuntimeDim,
  wanted: RuntimeDim,
  title: string,
) =>
  `${title}: element ${at}, the ${partOf(at)}, is ${show(input)}, of ${showDim(features)} features, but the query has ${showDim(wanted)}; bring one to the other with dense`
