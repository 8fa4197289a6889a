import type { At, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { wantsFeatures } from "../core/attention.js"
import { attendedMasked, type Scoring, withScores } from "../core/attentionScores.js"
import { layer } from "../core/define.js"
import { isRefusal, refuse } from "../core/error.js"
import { headOptions, type HeadOptions, projectedCount, queryFeatures } from "../core/heads.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import { product, quotient, sameDim, showDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface GroupQueryAttentionOptions<
  heads extends number = number,
  groups extends number = number,
  size extends number = number,
  bias extends boolean = boolean,
  scores extends boolean = boolean,
  drop extends number = number,
  window extends number = number,
> extends HeadOptions<bias, scores, drop, window> {
  /** Width of each head: a positive integer. */
  readonly headDim: positive<size, "headDim">
  /** How many heads of the query attend: a positive integer. */
  readonly numQueryHeads: positive<heads, "numQueryHeads">
  /** How many heads key and value have, each shared by as many of the query's: a positive integer that divides theirs. */
  readonly numKeyValueHeads: sharing<heads, groups>
}

/** The number of groups, or the sentence when it does not divide that of the heads. */
type sharing<heads extends number, groups extends number> =
  positive<groups, "numKeyValueHeads"> extends infer checked ?
    checked extends string ? checked
    : positive<heads, "numQueryHeads"> extends string ? groups
    : [quotient<heads, groups>] extends [never] ? wantsDivisor<heads, groups>
    : groups
  : never
const sharing = ({ numQueryHeads, numKeyValueHeads }: GroupQueryAttentionOptions) =>
  quotient(numQueryHeads, numKeyValueHeads) === undefined ? wantsDivisor(numQueryHeads, numKeyValueHeads) : undefined

type wantsDivisor<
  heads extends number,
  groups extends number,
> = `numKeyValueHeads must divide numQueryHeads, ${heads}, got ${groups}`
const wantsDivisor = (heads: number, groups: number) =>
  `numKeyValueHeads must divide numQueryHeads, ${heads}, got ${groups}`

/** `[B, Tq, D]` and `[B, Tv, D]`, with a key `[B, Tv, Dk]` or without, become `[B, Tq, D]`. */
type groupQueryAttentionShape<In, heads, groups, size> =
  attendedMasked<In, title<heads, groups, size>> extends infer found ?
    found extends { batch: infer B; steps: infer Tq; query: infer Dq; value: infer Dv } ?
      sameDim<Dq, Dv> extends "yes" ?
        [B, Tq, Dq]
      : At<1, wantsFeatures<1, secondOf<In>, Dv, Dq, title<heads, groups, size>>>
    : found
  : never
const groupQueryAttentionShape = (
  inputs: readonly RuntimeShape[],
  { numQueryHeads, numKeyValueHeads, headDim }: GroupQueryAttentionOptions,
) => {
  const own = title(numQueryHeads, numKeyValueHeads, headDim)
  const found = attendedMasked(inputs, own)
  if (isRefusal(found)) return found
  const { batch, steps, query, value } = found
  if (sameDim(query, value)) return [batch, steps, query]
  const sentence = wantsFeatures(1, inputs[1] ?? [], value, query, own)
  return refuse(sentence, `${showDim(query)} features`, showDim(value), { code: "list", at: 1 })
}
type secondOf<In> = In extends readonly [unknown, infer second, ...unknown[]] ? second : never

type title<heads, groups, size> = `groupQueryAttention(${showDim<heads>} x ${showDim<size>} on ${showDim<groups>})`
const title = (heads: number, groups: number, size: number) =>
  `groupQueryAttention(${showDim(heads)} x ${showDim(size)} on ${showDim(groups)})`

type groupQueryAttentionCount<In, heads, groups, size, bias> = projectedCount<
  In,
  product<heads, size>,
  product<groups, size>,
  product<groups, size>,
  product<heads, size>,
  queryFeatures<In>,
  bias
>
const groupQueryAttentionCount = (
  inputs: readonly RuntimeShape[],
  { numQueryHeads, numKeyValueHeads, headDim, useBias = true }: GroupQueryAttentionOptions,
) => {
  const [query, key] = [product(numQueryHeads, headDim), product(numKeyValueHeads, headDim)]
  return projectedCount(inputs, { query, key, value: key, joined: query, out: queryFeatures(inputs) }, useBias)
}

interface groupQueryAttentionRule<heads, groups, size, bias> extends Rule {
  readonly title: title<heads, groups, size>
  readonly out: groupQueryAttentionShape<this["in"], heads, groups, size>
  readonly params: groupQueryAttentionCount<this["in"], heads, groups, size, bias>
}

/** Attention in `heads` heads of the query, each `size` wide, that share `groups` heads of key and value. */
export interface GroupQueryAttention<
  heads extends number,
  groups extends number,
  size extends number,
> extends MergeLayer<groupQueryAttentionRule<heads, groups, size, true>> {}
/** Grouped-query attention whose biases were turned off, or may be. */
export interface GroupQueryAttentionWith<
  heads extends number,
  groups extends number,
  size extends number,
  bias extends boolean,
> extends MergeLayer<groupQueryAttentionRule<heads, groups, size, bias>> {}

/**
 * Attention in several heads of which groups share their key and value (Ainslie et al. 2023, arXiv:2305.13245): as good as
 * many heads, with fewer weights. Padded steps are not seen.
 *
 * @shape a list `[query, value]` or `[query, value, key]` of `[B, Tq, D]`, `[B, Tv, D]` and `[B, Tv, Dk]` to `[B, Tq, D]`;
 * the value is its own key where there is none. Behind the key a mask `[B, Tq, Tv]` may stand, of what each step sees. With
 * `returnAttentionScores` a list of the output and of the scores `[B, numQueryHeads, Tq, Tv]`
 * @throws ShapeError when an input is not of rank 3, batches differ, key and value differ in steps, or query and value in
 * features; or when
 * `numKeyValueHeads` does not divide `numQueryHeads`
 * @see https://keras.io/api/layers/attention_layers/group_query_attention/
 * @example
 * const x = input({ shape: ["T", 64] })
 * groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 2 })([x, x]) // => SymbolicTensor<["B", "T", 64]>
 */
export const groupQueryAttention = layer<
  <
    const heads extends number,
    const groups extends number,
    const size extends number,
    bias extends boolean = true,
    scores extends boolean = false,
    const drop extends number = never,
    const window extends number = never,
  >(
    options: GroupQueryAttentionOptions<heads, groups, size, bias, scores, drop, window>,
  ) => [scores] extends [false] ?
    [bias] extends [true] ?
      GroupQueryAttention<heads, groups, size>
    : GroupQueryAttentionWith<heads, groups, size, bias>
  : Scoring<GroupQueryAttentionWith<heads, groups, size, bias>, heads, scores>,
  GroupQueryAttentionOptions
>({
  kind: "GroupQueryAttention",
  list: true,
  title: ({ numQueryHeads, numKeyValueHeads, headDim }) => title(numQueryHeads, numKeyValueHeads, headDim),
  options: {
    headDim: check.option(check.positive, [4, 3]),
    numQueryHeads: check.option(check.positive, [4, 6]),
    numKeyValueHeads: check.option(check.positive, [2, 1, 4]),
    ...headOptions,
  },
  together: sharing,
  shape: (inputs, options) =>
    withScores(groupQueryAttentionShape(inputs, options), inputs, options.numQueryHeads, options.returnAttentionScores),
  params: groupQueryAttentionCount,
})
