/** The options of the layer that turns texts into numbers, and which of them go together. */
import type { positive } from "../../types/error.js"
import type { difference, sum } from "../ops/dim.js"
import type { LayerOptions } from "./define.js"
import { type several, wantsWord } from "./textLayer.js"

/** How the words of a text are given. */
export type Mode = "count" | "int" | "multiHot" | "tfIdf"

export interface TextVectorizationOptions<
  words extends readonly string[] = readonly string[],
  most extends number = number,
  mode extends Mode = Mode,
  pad extends boolean = boolean,
  length extends number = number,
  weights extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** How many words there may be, with those that stand for padding and for what is not known: 2 or more. Otherwise all. */
  readonly maxTokens?: mostOf<most, words, mode>
  /** What is done to a text first: its capitals `A` to `Z` made small, its punctuation taken out; `null` for nothing. @default "lowerAndStripPunctuation" */
  readonly standardize?: "lower" | "lowerAndStripPunctuation" | "stripPunctuation" | null
  /** Where a text is taken apart. @default "whitespace" */
  readonly split?: "character" | "whitespace"
  /** How many words stand together for one: up to so many, or each number of a list. Otherwise each word by itself. */
  readonly ngrams?: number | readonly number[]
  /**
   * `"int"`: the words of a text by their places, 0 for padding, 1 for what is not known. Otherwise a vector with a number for
   * each word: 1 if it is there, how often, or how often times its weight. @default "int"
   */
  readonly outputMode?: mode
  /** How many words each text is cut to, or padded to. Otherwise as many as the longest of a batch has. For `"int"` alone. */
  readonly outputSequenceLength?: lengthOf<length, mode>
  /** Whether vectors have `maxTokens` numbers, however many words there are. @default false */
  readonly padToMaxTokens?: padOf<pad, most>
  /** The words, where they are known. Otherwise `adapt` finds them. */
  readonly vocabulary?: wordsFor<words, mode>
  /** What each word weighs, for `"tfIdf"`; it is given with `vocabulary`. Otherwise `adapt` finds it. */
  readonly idfWeights?: weightsOf<weights, words, mode>
}

/** How many words there are, with those that stand before them. */
export type countOf<words, mode> =
  [words] extends [never] ? number
  : words extends readonly unknown[] ?
    number extends words["length"] ? number
    : string extends words[number] ? number
    : mode extends "int" ?
      words extends readonly ["", "[UNK]", ...unknown[]] ?
        words["length"]
      : sum<words["length"], 2>
    : words extends readonly ["[UNK]", ...unknown[]] ? words["length"]
    : sum<words["length"], 1>
  : number
export const countOf = (words: readonly string[] | undefined, mode: Mode) =>
  words === undefined ? null
  : mode === "int" ?
    words[0] === "" && words[1] === "[UNK]" ?
      words.length
    : words.length + 2
  : words[0] === "[UNK]" ? words.length
  : words.length + 1

type wordsFor<words extends readonly string[], mode> =
  [mode] extends ["int"] ?
    words extends readonly ["", "[UNK]", ...infer rest] ?
      "" extends rest[number] ?
        string extends rest[number] ?
          words
        : typeof wantsWord
      : words
    : withoutEmpty<words>
  : withoutEmpty<words>
type withoutEmpty<words extends readonly string[]> =
  string extends words[number] ? words
  : "" extends words[number] ? typeof wantsWord
  : words
type mostOf<most extends number, words, mode> =
  several<most, "maxTokens"> extends infer wrong extends string ? wrong
  : countOf<words, mode> extends infer count extends number ?
    number extends count | most ? most
    : `${difference<most, count>}` extends `-${string}` ? wantsMost<count, most>
    : most
  : most
type wantsMost<
  count extends number,
  most extends number,
> = `maxTokens must be at least ${count}, as many as there are words, got ${most}`
const wantsMost = (count: number, most: number) =>
  `maxTokens must be at least ${count}, as many as there are words, got ${most}`

type lengthOf<length extends number, mode> =
  [mode] extends [Exclude<Mode, "int">] ? wantsNoLength<mode> : positive<length, "outputSequenceLength">
type wantsNoLength<mode extends string> = `outputSequenceLength must be left out where outputMode is ${mode}`
const wantsNoLength = (mode: string) => `outputSequenceLength must be left out where outputMode is ${mode}`

type padOf<pad, most> =
  [most] extends [never] ?
    [pad] extends [true] ?
      typeof wantsNoPad
    : pad
  : pad
const wantsNoPad = "padToMaxTokens must be left out where maxTokens is not given"

type weightsOf<weights extends readonly number[], words, mode> =
  number extends weights["length"] ? weights
  : [mode] extends [Exclude<Mode, "tfIdf">] ? wantsNoWeights<mode>
  : [words] extends [never] ? typeof wantsWords
  : words extends readonly unknown[] ?
    number extends words["length"] ? weights
    : [weights["length"]] extends [words["length"]] ? weights
    : wantsEach<words["length"], weights["length"]>
  : weights
type wantsNoWeights<mode extends string> = `idfWeights must be left out where outputMode is ${mode}`
const wantsNoWeights = (mode: string) => `idfWeights must be left out where outputMode is ${mode}`
const wantsWords = "idfWeights must be left out where the vocabulary is not given"
type wantsEach<
  words extends number,
  weights extends number,
> = `idfWeights must be ${words} numbers, one for each word, got ${weights}`
const wantsEach = (words: number, weights: number) =>
  `idfWeights must be ${words} numbers, one for each word, got ${weights}`

/** What is asked for beside the options that were given. */
export type WithWeights<words, mode, weights> =
  [words] extends [never] ? unknown
  : [mode] extends ["tfIdf"] ?
    [weights] extends [never] ?
      { readonly idfWeights: typeof wantsWeights }
    : unknown
  : unknown
const wantsWeights = "idfWeights must be given with the vocabulary where outputMode is tfIdf"

export const together = (given: TextVectorizationOptions) => {
  const { outputMode: mode = "int", vocabulary, maxTokens, idfWeights, outputSequenceLength, padToMaxTokens } = given
  const count = countOf(vocabulary, mode)
  const rest = mode === "int" && vocabulary?.[0] === "" && vocabulary[1] === "[UNK]" ? vocabulary.slice(2) : vocabulary
  if (rest?.includes("")) return wantsWord
  if (typeof maxTokens === "number" && count !== null && maxTokens < count) return wantsMost(count, maxTokens)
  if (outputSequenceLength !== undefined && mode !== "int") return wantsNoLength(mode)
  if (padToMaxTokens === true && maxTokens === undefined) return wantsNoPad
  if (idfWeights === undefined) return vocabulary !== undefined && mode === "tfIdf" ? wantsWeights : undefined
  if (mode !== "tfIdf") return wantsNoWeights(mode)
  if (vocabulary === undefined) return wantsWords
  return idfWeights.length === vocabulary.length ? undefined : wantsEach(vocabulary.length, idfWeights.length)
}
