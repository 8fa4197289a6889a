import type { Rule } from "../../types/rule.js"
import { type AttentionLayerOptions, attentionOptions, matchedShape } from "../core/attention.js"
import { type Scoring, withScores } from "../core/attentionScores.js"
import { layer } from "../core/define.js"
import type { MergeLayer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { RuntimeShape } from "../ops/shape.js"

type ScoreMode = "concat" | "dot"

export interface AttentionOptions<
  scale extends boolean = boolean,
  mode extends ScoreMode = ScoreMode,
  scores extends boolean = boolean,
  drop extends number = number,
> extends AttentionLayerOptions<scores, drop> {
  /** Whether a factor of the scores is learned. @default false */
  readonly useScale?: scale
  /** `"dot"`: the products of query and key. `"concat"`: the sum of `tanh(query + key)`, times a learned factor. @default "dot" */
  readonly scoreMode?: mode
}

/** `[B, Tq, D]` and `[B, Tv, Dv]`, with a key `[B, Tv, D]` or without, become `[B, Tq, Dv]`. */
type attentionShape<In> = matchedShape<In, "attention">
const attentionShape = (inputs: readonly RuntimeShape[]) => matchedShape(inputs, "attention")

type attentionCount<scale, mode> =
  mode extends "concat" ?
    scale extends true ?
      2
    : 1
  : scale extends true ? 1
  : 0
const attentionCount = ({ useScale, scoreMode }: AttentionOptions) =>
  scoreMode === "concat" ?
    useScale === true ?
      2
    : 1
  : useScale === true ? 1
  : 0

interface attentionRule<scale, mode> extends Rule {
  readonly title: "attention"
  readonly out: attentionShape<this["in"]>
  readonly params: attentionCount<scale, mode>
}

/** Attention without weights: the scores are the products of query and key. */
export interface Attention extends MergeLayer<attentionRule<false, "dot">> {}
/** Attention with a learned scale, or scores of another kind, or that may have either. */
export interface AttentionWith<scale extends boolean, mode extends ScoreMode> extends MergeLayer<
  attentionRule<scale, mode>
> {}

/**
 * The mean of the value's steps for each step of the query, each as heavy as the softmax of the score that query and key
 * give it (Luong et al. 2015, arXiv:1508.04025). Padded steps of the value weigh nothing; padded steps of the query give 0.
 *
 * @shape a list `[query, value]` or `[query, value, key]` of `[B, Tq, D]`, `[B, Tv, Dv]` and `[B, Tv, D]` to `[B, Tq, Dv]`;
 * the value is its own key where there is none; 1 weight with `useScale`, and 1 with `"concat"`.
 * With `returnAttentionScores` a list of the output and of the scores `[B, Tq, Tv]`
 * @throws ShapeError when an input is not of rank 3, batches differ, key and value differ in steps, or query and key in features
 * @see https://keras.io/api/layers/attention_layers/attention/
 * @example
 * const query = input({ shape: ["Tq", 64] })
 * const value = input({ shape: ["Tv", 64] })
 * attention()([query, value]) // => SymbolicTensor<["B", "Tq", 64]>
 */
export const attention = layer<
  <
    const scale extends boolean = false,
    const mode extends ScoreMode = "dot",
    scores extends boolean = false,
    const drop extends number = never,
  >(
    options?: AttentionOptions<scale, mode, scores, drop>,
  ) => [scores] extends [false] ?
    [scale, mode] extends [false, "dot"] ?
      Attention
    : AttentionWith<scale, mode>
  : Scoring<AttentionWith<scale, mode>, never, scores>,
  AttentionOptions
>({
  kind: "Attention",
  list: true,
  title: () => "attention",
  options: {
    useScale: check.option(check.flag, [undefined, true]),
    scoreMode: check.option(check.oneOf(["dot", "concat"]), [undefined, "concat"]),
    ...attentionOptions,
  },
  shape: (inputs, options) => withScores(attentionShape(inputs), inputs, undefined, options.returnAttentionScores),
  params: (_, options) => attentionCount(options),
})
