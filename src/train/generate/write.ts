/** The three ways to write, with their options. */
import type * as tf from "@tensorflow/tfjs"
import type { positive as positiveType } from "../../../types/error.js"
import { isTensor } from "../../backend/layers/tensors.js"
import { fitting } from "../../core/calling.js"
import { decoderFault } from "../../core/decoder.js"
import { ShapeError } from "../../core/error.js"
import { isModel, type ModelInstance } from "../../core/modelInstance.js"
import {
  aboveZero,
  type Check,
  either,
  flag,
  fraction,
  integer,
  listOf,
  natural,
  positive,
  print,
  zeroOrMore,
} from "../../core/options.js"
import { mulberry32, randomSeed } from "../shuffle.js"
import { checkedOptions } from "../monitor.js"
import type { SamplingOptions } from "./chances.js"
import { readsOne, stepsOf } from "./decoder.js"
import { type Beginning, beams, greedy, type Hypothesis, sampling, search, type Strategy } from "./search.js"

export interface WritingOptions {
  /** The token that each row begins with, or the tokens of each row that it goes on from. They are not written again. */
  readonly begin: number | readonly (readonly number[])[]
  /** The token that ends a row. It counts in the score, and is not given back. */
  readonly end?: number
  /** How many tokens a row can have, the end too. */
  readonly maxLength: number
  /** Whether the decoder gives what softmax would be given, and not chances. @default false */
  readonly fromLogits?: boolean
}
export interface BeamOptions<width extends number = number> {
  /** How many sequences of each row are kept. @default 4 */
  readonly width?: positiveType<width, "width">
  /** How much long sequences are favoured: alpha of `((5 + length) / 6) ** alpha` (Wu et al. 2016, arXiv:1609.08144). @default 0 */
  readonly lengthPenalty?: number
}
export interface SampleOptions extends SamplingOptions {
  /** Makes what is drawn the same in every run. */
  readonly seed?: number
}

/** What was written. */
export interface Written {
  /** The tokens of each row, without those that it began with and without the end. */
  readonly sequences: readonly (readonly number[])[]
  /** How many tokens each row has. */
  readonly lengths: readonly number[]
  /** The sum of the logarithms of the chances of each row's tokens, the end too. */
  readonly scores: readonly number[]
  /** Whether each row came to its end, and was not cut off. */
  readonly ended: readonly boolean[]
}
/** What was written, and what else could have been. */
export interface WrittenBeams extends Written {
  /** The sequences of each row, the best first. */
  readonly beams: readonly (readonly { readonly tokens: readonly number[]; readonly score: number }[])[]
}

const checks: Readonly<Record<keyof WritingOptions | "from", Check>> = {
  begin: either(natural, listOf(listOf(natural))),
  end: natural,
  maxLength: positive,
  fromLogits: flag,
  from: (value, option) =>
    Array.isArray(value) ? undefined : `${option} must be a list of tensors, got ${print(value)}`,
}
const beamChecks = { width: positive, lengthPenalty: zeroOrMore }
const sampleChecks: Readonly<Record<keyof SampleOptions, Check>> = {
  temperature: aboveZero,
  topK: positive,
  topP: (value, option) => fraction(value, option) ?? aboveZero(value, option),
  seed: integer,
}

export const writeGreedily = async (decoder: unknown, options: WritingOptions): Promise<Written> => {
  checkedOptions("greedy", checks, options)
  return best(await write("greedy", decoder, options, greedy))
}

export const writeBeams = async (
  decoder: unknown,
  options: WritingOptions & Omit<BeamOptions, "width"> & { readonly width?: unknown },
): Promise<WrittenBeams> => {
  checkedOptions("beamSearch", { ...checks, ...beamChecks }, options)
  const { width, lengthPenalty = 0 } = options
  const found = await write("beamSearch", decoder, options, beams(typeof width === "number" ? width : 4, lengthPenalty))
  return { ...best(found), beams: found.map(row => row.map(one => ({ tokens: tokensOf(one), score: one.score }))) }
}

/** Spreads the seeds of rows: their numbers would else be those of the next row, one step later. */
const spread = 0x9e3779b1

export const writeSamples = async (decoder: unknown, options: WritingOptions & SampleOptions): Promise<Written> => {
  checkedOptions("sample", { ...checks, ...sampleChecks }, options)
  const { seed = randomSeed() } = options
  const strategy = sampling(options, row => mulberry32(seed + Math.imul(row, spread)))
  return best(await write("sample", decoder, options, strategy))
}

const tokensOf = ({ tokens, written, ended }: Hypothesis): readonly number[] =>
  tokens.slice(tokens.length - written, ended ? -1 : undefined)

const best = (found: readonly (readonly Hypothesis[])[]): Written => {
  const rows = found.flatMap(([first]) => (first ? [first] : []))
  const sequences = rows.map(tokensOf)
  return {
    sequences,
    lengths: sequences.map(({ length }) => length),
    scores: rows.map(({ score }) => score),
    ended: rows.map(({ ended }) => ended),
  }
}

const refuse = (call: string, sentence: string, received: string, expected = "what the decoder takes"): never => {
  throw new ShapeError(sentence, { code: "data", layer: call, expected, received })
}

const write = async (
  call: string,
  decoder: unknown,
  options: WritingOptions & { from?: unknown },
  strategy: Strategy,
) => {
  for (const needed of ["begin", "maxLength"] as const) {
    if (options[needed] === undefined) refuse(call, `${call} needs the option ${needed}`, "nothing", needed)
  }
  if (!isModel(decoder))
    return refuse(call, `${call}: the decoder must be a model, got ${print(decoder)}`, print(decoder), "a model")
  const fault = decoderFault(call, decoder.inputPorts, decoder.outputPorts)
  if (fault !== undefined) refuse(call, fault, "another model", "a decoder")
  const given = givenOf(call, decoder, options.from ?? [])
  const beginnings = beginningsOf(call, decoder, options, given[0]?.shape[0])
  const { step, dispose } = stepsOf({ call, decoder, given, fromLogits: options.fromLogits ?? false })
  try {
    const { end, maxLength } = options
    return await search(step, beginnings, strategy, { end, maxLength })
  } finally {
    dispose()
  }
}

const givenOf = (call: string, { inputPorts }: ModelInstance, from: unknown): readonly tf.Tensor[] => {
  const ports = inputPorts.ports.slice(1)
  return fitting(`${call}: from`, { names: undefined, single: false, ports }, from, new Map()).filter(isTensor)
}

const beginningsOf = (
  call: string,
  decoder: ModelInstance,
  { begin }: WritingOptions,
  rows: number | undefined,
): readonly Beginning[] => {
  const begins = typeof begin === "number" ? Array.from({ length: rows ?? 1 }, () => [begin]) : begin
  if (rows !== undefined && begins.length !== rows) {
    const sentence = `${call}: begin must be one token, or a list for each of ${rows} rows of from, got ${begins.length}`
    refuse(call, sentence, String(begins.length), `${rows} lists`)
  }
  if (begins.length === 0 || begins.some(({ length }) => length === 0)) {
    refuse(call, `${call}: begin must be one token or more of each row, got []`, "[]", "a token")
  }
  const one = readsOne(decoder)
  return begins.map(tokens => ({ tokens: one ? tokens.slice(0, 1) : tokens, told: one ? tokens.slice(1) : [] }))
}
