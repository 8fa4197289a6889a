import type { positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { attendedMasked, type Scoring, withScores } from "../core/attentionScores.js"
import { layer } from "../core/define.js"
import { isRefusal } from "../core/error.js"
import { headOptions, type HeadOptions, projectedCount, queryFeatures } from "../core/heads.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import { product, showDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface MultiHeadAttentionOptions<
  heads extends number = number,
  key extends number = number,
  value extends number = number,
  width extends number = number,
  bias extends boolean = boolean,
  scores extends boolean = boolean,
  drop extends number = number,
  window extends number = number,
> extends HeadOptions<bias, scores, drop, window> {
  /** How many heads attend, each for itself: a positive integer. */
  readonly numHeads: positive<heads, "numHeads">
  /** Width of each head of query and key: a positive integer. */
  readonly keyDim: positive<key, "keyDim">
  /** Width of each head of the value: a positive integer. @default keyDim */
  readonly valueDim?: positive<value, "valueDim">
  /** Features of the output: a positive integer. The default is those of the query. */
  readonly outputShape?: positive<width, "outputShape">
}

/** `[B, Tq, Dq]` and `[B, Tv, Dv]`, with a key `[B, Tv, Dk]` or without, become `[B, Tq, Dq]`, or of `outputShape`. */
type multiHeadAttentionShape<In, heads, key, width> =
  attendedMasked<In, title<heads, key>> extends infer found ?
    found extends { batch: infer B; steps: infer Tq; query: infer Dq } ?
      [B, Tq, [width] extends [never] ? Dq : width]
    : found
  : never
const multiHeadAttentionShape = (
  inputs: readonly RuntimeShape[],
  { numHeads, keyDim, outputShape }: MultiHeadAttentionOptions,
) => {
  const found = attendedMasked(inputs, title(numHeads, keyDim))
  return isRefusal(found) ? found : [found.batch, found.steps, outputShape ?? found.query]
}

type title<heads, key> = `multiHeadAttention(${showDim<heads>} x ${showDim<key>})`
const title = (heads: number, key: number) => `multiHeadAttention(${showDim(heads)} x ${showDim(key)})`

type multiHeadAttentionCount<In, heads, key, value, width, bias> = projectedCount<
  In,
  product<heads, key>,
  product<heads, key>,
  product<heads, value>,
  product<heads, value>,
  [width] extends [never] ? queryFeatures<In> : width,
  bias
>
const multiHeadAttentionCount = (
  inputs: readonly RuntimeShape[],
  { numHeads, keyDim, valueDim = keyDim, outputShape, useBias = true }: MultiHeadAttentionOptions,
) => {
  const [query, value] = [product(numHeads, keyDim), product(numHeads, valueDim)]
  const out = outputShape ?? queryFeatures(inputs)
  return projectedCount(inputs, { query, key: query, value, joined: value, out }, useBias)
}

interface multiHeadAttentionRule<heads, key, value, width, bias> extends Rule {
  readonly title: title<heads, key>
  readonly out: multiHeadAttentionShape<this["in"], heads, key, width>
  readonly params: multiHeadAttentionCount<this["in"], heads, key, value, width, bias>
}

/** Attention in `heads` heads, each `key` wide. */
export interface MultiHeadAttention<heads extends number, key extends number> extends MergeLayer<
  multiHeadAttentionRule<heads, key, key, never, true>
> {}
/** Attention in several heads whose values or output have a width of their own, or whose biases were turned off, or may be. */
export interface MultiHeadAttentionWith<
  heads extends number,
  key extends number,
  value extends number,
  width extends number,
  bias extends boolean,
> extends MergeLayer<multiHeadAttentionRule<heads, key, value, width, bias>> {}

/**
 * Attention in several heads at once (Vaswani et al. 2017, arXiv:1706.03762): query, key and value are each projected to
 * `numHeads` heads; `softmax(q @ k / sqrt(keyDim)) @ v` of all heads is projected to the output. Padded steps are not seen.
 *
 * @shape a list `[query, value]` or `[query, value, key]` of `[B, Tq, Dq]`, `[B, Tv, Dv]` and `[B, Tv, Dk]` to `[B, Tq, Dq]`,
 * or `[B, Tq, outputShape]`; the value is its own key where there is none. Behind the key a mask `[B, Tq, Tv]` may stand, of
 * what each step sees. With `returnAttentionScores` a list of the output and of the scores `[B, numHeads, Tq, Tv]`
 * @throws ShapeError when an input is not of rank 3, batches differ, key and value differ in steps, or the mask is of another shape
 * @see https://keras.io/api/layers/attention_layers/multi_head_attention/
 * @example
 * const query = input({ shape: ["Tq", 64] })
 * const value = input({ shape: ["Tv", 48] })
 * multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value]) // => SymbolicTensor<["B", "Tq", 64]>
 */
export const multiHeadAttention = layer<
  <
    const heads extends number,
    const key extends number,
    const value extends number = key,
    const width extends number = never,
    bias extends boolean = true,
    scores extends boolean = false,
    const drop extends number = never,
    const window extends number = never,
  >(
    options: MultiHeadAttentionOptions<heads, key, value, width, bias, scores, drop, window>,
  ) => [scores] extends [false] ?
    [value, width, bias] extends [key, never, true] ?
      MultiHeadAttention<heads, key>
    : MultiHeadAttentionWith<heads, key, value, width, bias>
  : Scoring<MultiHeadAttentionWith<heads, key, value, width, bias>, heads, scores>,
  MultiHeadAttentionOptions
>({
  kind: "MultiHeadAttention",
  list: true,
  title: ({ numHeads, keyDim }) => title(numHeads, keyDim),
  options: {
    numHeads: check.option(check.positive, [2, 1, 3]),
    keyDim: check.option(check.positive, [4, 3, 8]),
    valueDim: check.option(check.positive, [undefined, 5]),
    outputShape: check.option(check.positive, [undefined, 7]),
    ...headOptions,
  },
  shape: (inputs, options) =>
    withScores(multiHeadAttentionShape(inputs, options), inputs, options.numHeads, options.returnAttentionScores),
  params: multiHeadAttentionCount,
})
