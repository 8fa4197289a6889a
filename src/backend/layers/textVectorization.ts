import * as tf from "@tensorflow/tfjs"
import type { Adaptable } from "./adaptable.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"
import { learned, type Split, type Standardize, withoutSpecial, type Words, wordsOf } from "./words.js"

export interface TextVectorizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  maxTokens?: number | null
  /** Default "lowerAndStripPunctuation". */
  standardize?: Standardize | null
  /** Default "whitespace". */
  split?: Split
  ngrams?: number | number[] | null
  /** Default "int". */
  outputMode?: "count" | "int" | "multiHot" | "tfIdf"
  outputSequenceLength?: number | null
  padToMaxTokens?: boolean
  /** Words, or as a file has them: tfjs changes the letters of every other text. */
  vocabulary?: (string | { name: string })[] | null
  idfWeights?: number[] | null
}

/** Keras 3's TextVectorization, which tfjs lacks. A file has the words that `adapt` found. */
export class TextVectorization extends tf.layers.Layer implements Adaptable, Words {
  static className = "TextVectorization"
  readonly #own: TextVectorizationConfig
  readonly special: readonly string[]
  #words: readonly string[] | undefined
  #weights: readonly number[] | undefined
  #places = new Map<string, number>()

  constructor(config: TextVectorizationConfig = {}) {
    super(config.name === undefined ? {} : { name: config.name })
    this.#own = config
    this.special = this.#mode === "int" ? ["", "[UNK]"] : ["[UNK]"]
    const { idfWeights } = config
    if (!config.vocabulary) return
    const vocabulary = config.vocabulary.map(word => (typeof word === "string" ? word : word.name))
    const words = withoutSpecial(vocabulary, this.special)
    // Weights that were given for the words alone: what is not known weighs their mean.
    const hasAll = words.length < vocabulary.length
    this.#learn(
      words,
      hasAll ? idfWeights?.slice(this.special.length) : idfWeights,
      hasAll ? idfWeights?.[0] : undefined,
    )
  }

  get words(): readonly string[] | undefined {
    return this.#words
  }

  get #mode(): "count" | "int" | "multiHot" | "tfIdf" {
    return this.#own.outputMode ?? "int"
  }

  #learn(words: readonly string[], weights: readonly number[] | null | undefined, unknown?: number): void {
    this.#words = words
    this.#places = new Map(words.map((word, at) => [word, at + this.special.length]))
    const mean = (weights ?? []).reduce((all, one) => all + one, 0) / (weights?.length ?? 1)
    this.#weights = weights ? [unknown ?? mean, ...weights] : undefined
  }

  get #depth(): number | null {
    const { maxTokens, padToMaxTokens } = this.#own
    if (padToMaxTokens) return maxTokens ?? null
    return this.#words ? this.#words.length + this.special.length : null
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [batch = null] = firstShape(inputShape)
    return [batch, this.#mode === "int" ? (this.#own.outputSequenceLength ?? null) : this.#depth]
  }

  #split(text: string): readonly string[] {
    const { standardize = "lowerAndStripPunctuation", split = "whitespace", ngrams } = this.#own
    return wordsOf(text, standardize, split, ngrams ?? undefined)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    if (!this.#words) throw new Error(`${this.name} has no words: call adapt with texts, or give it a vocabulary`)
    const texts = firstTensor(inputs).dataSync<"string">()
    const rows = Array.from(texts, text =>
      this.#split(text).map(word => this.#places.get(word) ?? this.special.length - 1),
    )
    return this.#mode === "int" ? this.#padded(rows) : this.#counted(rows)
  }

  #padded(rows: readonly (readonly number[])[]): tf.Tensor {
    const length = this.#own.outputSequenceLength ?? Math.max(0, ...rows.map(row => row.length))
    const values = new Int32Array(rows.length * length)
    for (const [at, row] of rows.entries()) values.set(row.slice(0, length), at * length)
    return tf.tensor(values, [rows.length, length], "int32")
  }

  #counted(rows: readonly (readonly number[])[]): tf.Tensor {
    const depth = this.#depth ?? 0
    const values = new Float32Array(rows.length * depth)
    for (const [at, row] of rows.entries()) {
      for (const place of row) values[at * depth + place] = (values[at * depth + place] ?? 0) + 1
    }
    const counts =
      this.#mode === "multiHot" ? values.map(count => Math.min(count, 1))
      : this.#mode === "tfIdf" ? values.map((count, at) => count * (this.#weights?.[at % depth] ?? 0))
      : values
    return tf.tensor(counts, [rows.length, depth])
  }

  adapt(batches: readonly tf.Tensor[]): void {
    if (this.#own.vocabulary) throw new Error(`${this.name} was given its vocabulary: there is nothing to adapt`)
    const texts = batches.flatMap(batch => Array.from(batch.dataSync<"string">()))
    const most = (this.#own.maxTokens ?? Number.POSITIVE_INFINITY) - this.special.length
    const { words, weights } = learned(
      texts.map(text => this.#split(text)),
      ["", "[UNK]"],
      most,
    )
    this.#learn(words, this.#mode === "tfIdf" ? weights : undefined)
  }

  override getConfig(): Config {
    const { name: _, vocabulary: __, idfWeights: ___, ...own } = this.#own
    const words = this.#words ? { vocabulary: [...this.special, ...this.#words].map(name => ({ name })) } : {}
    const weights = this.#weights && this.#words ? { idfWeights: [...this.#weights] } : {}
    return { ...super.getConfig(), ...plain(own), ...words, ...weights }
  }
}
tf.serialization.registerClass(TextVectorization)

const plain = (options: object): Config =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
