import type { Rule } from "../../types/rule.js"
import { type AttentionLayerOptions, attentionOptions, matchedShape } from "../core/attention.js"
import { layer } from "../core/define.js"
import { queryFeatures } from "../core/heads.js"
import { type Scoring, withScores } from "../core/attentionScores.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface AdditiveAttentionOptions<
  scale extends boolean = boolean,
  scores extends boolean = boolean,
  drop extends number = number,
> extends AttentionLayerOptions<scores, drop> {
  /** Whether a factor of each feature is learned. @default true */
  readonly useScale?: scale
}

/** `[B, Tq, D]` and `[B, Tv, Dv]`, with a key `[B, Tv, D]` or without, become `[B, Tq, Dv]`. */
type additiveAttentionShape<In> = matchedShape<In, "additiveAttention">
const additiveAttentionShape = (inputs: readonly RuntimeShape[]) => matchedShape(inputs, "additiveAttention")

type additiveAttentionCount<In, scale> = scale extends false ? 0 : queryFeatures<In>
const additiveAttentionCount = (inputs: readonly RuntimeShape[], { useScale }: AdditiveAttentionOptions) =>
  useScale === false ? 0 : queryFeatures(inputs)

interface additiveAttentionRule<scale> extends Rule {
  readonly title: "additiveAttention"
  readonly out: additiveAttentionShape<this["in"]>
  readonly params: additiveAttentionCount<this["in"], scale>
}

/** Attention whose scores are sums of `tanh(query + key)`. */
export interface AdditiveAttention extends MergeLayer<additiveAttentionRule<true>> {}
/** Additive attention whose scale was turned off, or may be. */
export interface AdditiveAttentionWith<scale extends boolean> extends MergeLayer<additiveAttentionRule<scale>> {}

/**
 * Attention whose score is the sum of `scale * tanh(query + key)` over the features (Bahdanau et al. 2015,
 * arXiv:1409.0473). Padded steps of the value weigh nothing; padded steps of the query give 0.
 *
 * @shape a list `[query, value]` or `[query, value, key]` of `[B, Tq, D]`, `[B, Tv, Dv]` and `[B, Tv, D]` to `[B, Tq, Dv]`;
 * the value is its own key where there is none; `D` weights.
 * With `returnAttentionScores` a list of the output and of the scores `[B, Tq, Tv]`
 * @throws ShapeError when an input is not of rank 3, batches differ, key and value differ in steps, or query and key in features
 * @see https://keras.io/api/layers/attention_layers/additive_attention/
 * @example
 * const query = input({ shape: ["Tq", 64] })
 * const value = input({ shape: ["Tv", 64] })
 * additiveAttention()([query, value]) // => SymbolicTensor<["B", "Tq", 64]>
 */
export const additiveAttention = layer<
  <const scale extends boolean = true, scores extends boolean = false, const drop extends number = never>(
    options?: AdditiveAttentionOptions<scale, scores, drop>,
  ) => [scores] extends [false] ?
    [scale] extends [true] ?
      AdditiveAttention
    : AdditiveAttentionWith<scale>
  : Scoring<AdditiveAttentionWith<scale>, never, scores>,
  AdditiveAttentionOptions
>({
  kind: "AdditiveAttention",
  list: true,
  title: () => "additiveAttention",
  options: {
    useScale: check.option(check.flag, [undefined, false]),
    ...attentionOptions,
  },
  shape: (inputs, options) =>
    withScores(additiveAttentionShape(inputs), inputs, undefined, options.returnAttentionScores),
  params: additiveAttentionCount,
})
