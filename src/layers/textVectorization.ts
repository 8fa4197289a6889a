import { layer } from "../core/define.js"
import type { dtypeOf, EncodingRule } from "../core/encoding.js"
import { refuse } from "../core/error.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { reading } from "../core/text.js"
import { differentWords, type Reading, several, type TextLayer } from "../core/textLayer.js"
import { countOf, type Mode, type TextVectorizationOptions, together, type WithWeights } from "../core/textOptions.js"
import { type RuntimeDim, sameDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

/** `[B]`, or `[B, 1]`, becomes `[B, width]`. */
type textShape<In, width> =
  In extends readonly [infer B] ? [B, width]
  : In extends readonly [infer B, infer texts] ?
    sameDim<texts, 1> extends "yes" ?
      [B, width]
    : wantsOne<In>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsOne<In>
  : UnknownShape
const textShape = (input: RuntimeShape, width: RuntimeDim) => {
  const [batch = null, texts = 1] = input
  return (input.length === 1 || input.length === 2) && sameDim(texts, 1) ?
      [batch, width]
    : refuse(wantsOne(input), "[batch] or [batch, 1]", show(input))
}

/** The shape for options as they are at run time. */
const textVectorizationShape = (input: RuntimeShape, given: TextVectorizationOptions) => {
  const { outputMode = "int", outputSequenceLength, padToMaxTokens, maxTokens, vocabulary } = given
  const depth = padToMaxTokens && typeof maxTokens === "number" ? maxTokens : countOf(vocabulary, outputMode)
  return textShape(input, outputMode === "int" ? Number(outputSequenceLength ?? 0) || null : depth)
}

type wantsOne<In> = `textVectorization needs one text for each sample, [batch] or [batch, 1], got ${show<In>}`
const wantsOne = (input: RuntimeShape) =>
  `textVectorization needs one text for each sample, [batch] or [batch, 1], got ${show(input)}`

interface textVectorizationRule<mode, depth, length> extends EncodingRule {
  readonly title: "textVectorization"
  readonly out: textShape<
    this["in"],
    mode extends "int" ?
      [length] extends [never] ?
        number
      : length
    : depth
  >
  readonly params: 0
  readonly gives: dtypeOf<mode>
}

/** Texts as vectors of `width`: the places of their words, or a number for each word that there is. */
export interface TextVectorization<mode extends Mode, depth extends number, length extends number>
  extends TextLayer<textVectorizationRule<mode, depth, length>>, Reading {}

const splits: check.Check = (value, option) =>
  value === "whitespace" || value === "character" ?
    undefined
  : `${option} must be whitespace or character, got ${check.print(value)}; stringLookup takes words that stand apart already`

/**
 * Turns texts into numbers: makes their letters small and takes out punctuation, takes them apart into words, and gives the
 * place of each word among those that there are. Which there are `adapt` reads from texts, the most frequent first.
 *
 * @shape text `[B]` or `[B, 1]` to integers `[B, outputSequenceLength]`; with the other modes to `[B, words]`, which is
 * `[B, maxTokens]` with `padToMaxTokens`
 * @throws ShapeError when a sample has not one text, or options do not go together
 * @see https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/
 * @example
 * textVectorization({ outputSequenceLength: 8 })(input({ shape: [], dtype: "string" })) // => SymbolicIntTensor<["B", 8]>
 */
export const textVectorization = layer<
  <
    const words extends readonly string[] = never,
    const most extends number = never,
    mode extends Mode = "int",
    pad extends boolean = false,
    const length extends number = never,
    const weights extends readonly number[] = never,
  >(
    options?: TextVectorizationOptions<words, most, mode, pad, length, weights> & WithWeights<words, mode, weights>,
  ) => TextVectorization<
    mode,
    [pad] extends [true] ? most
    : [pad] extends [false] ? countOf<words, mode>
    : number,
    length
  >,
  TextVectorizationOptions
>({
  kind: "TextVectorization",
  title: () => "textVectorization",
  options: {
    maxTokens: check.option(several, [undefined, 12]),
    standardize: check.option<TextVectorizationOptions["standardize"]>(
      check.oneOf(["lowerAndStripPunctuation", "lower", "stripPunctuation", null]),
      [undefined, null, "lower", "stripPunctuation"],
    ),
    split: check.option<TextVectorizationOptions["split"]>(splits, [undefined, "character"]),
    ngrams: check.option<TextVectorizationOptions["ngrams"]>(check.oneOrMore(check.positive), [undefined, 2, [2, 1]]),
    outputMode: check.option<Mode | undefined>(check.oneOf(["int", "multiHot", "count", "tfIdf"]), [
      undefined,
      "multiHot",
      "count",
      "tfIdf",
    ]),
    outputSequenceLength: check.option(check.positive, [undefined, 4]),
    padToMaxTokens: check.option(check.flag, [undefined, true]),
    vocabulary: check.learnedOption(differentWords, [
      ["the", "cat", "sat", "a b"],
      ["", "[UNK]", "a", "t", "the cat"],
      ["[UNK]", "The", "mat.", "on"],
    ]),
    idfWeights: check.option<readonly number[] | undefined>(check.listOf(check.finite), [
      undefined,
      [0.5, 0.25, 1, 2],
      [1, 0.5, 0.25, 0.125, 3],
    ]),
  },
  together,
  takes: "text",
  domain: () => ({ texts: ["the cat sat on the mat.", "The Cat, a b", " a  B!", "", "cat"] }),
  integers: ({ outputMode = "int" }) => outputMode === "int",
  more: reading(textVectorizationShape),
  shape: textVectorizationShape,
  params: () => 0,
})
