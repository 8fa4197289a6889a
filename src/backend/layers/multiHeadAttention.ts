import * as tf from "@tensorflow/tfjs"
import type { Parts } from "./attending.js"
import { type Heads, type HeadsConfig, ManyHeads } from "./heads.js"
import type { Config } from "./tensors.js"

export interface MultiHeadAttentionConfig extends HeadsConfig {
  numHeads: number
  /** The width of a head of query and key. */
  keyDim: number
  /** The width of a head of the value. Default keyDim. */
  valueDim?: number
  /** The features of the output. Default those of the query. */
  outputShape?: number
}

/** Keras 3's multi-head attention, which tfjs does not export. */
export class MultiHeadAttention extends ManyHeads {
  static className = "MultiHeadAttention"
  readonly #own: MultiHeadAttentionConfig

  constructor(config: MultiHeadAttentionConfig) {
    super(config)
    this.#own = config
  }

  protected override heads(): Parts<Heads> {
    const { numHeads: count, keyDim, valueDim } = this.#own
    const width = { count, width: keyDim }
    return { query: width, key: width, value: { count, width: valueDim ?? keyDim } }
  }

  protected override width(features: number | null): number | null {
    return this.#own.outputShape ?? features
  }

  override getConfig(): Config {
    const { numHeads, keyDim, valueDim = keyDim, outputShape } = this.#own
    const out = outputShape === undefined ? {} : { outputShape }
    return { ...super.getConfig(), numHeads, keyDim, valueDim, ...out }
  }
}
tf.serialization.registerClass(MultiHeadAttention)

export interface GroupQueryAttentionConfig extends HeadsConfig {
  /** The width of a head. */
  headDim: number
  numQueryHeads: number
  /** Each is shared by as many heads of the query. */
  numKeyValueHeads: number
}

/** Keras 3's grouped-query attention, which tfjs lacks. */
export class GroupQueryAttention extends ManyHeads {
  static className = "GroupQueryAttention"
  readonly #own: GroupQueryAttentionConfig

  constructor(config: GroupQueryAttentionConfig) {
    super(config)
    this.#own = config
  }

  protected override heads(): Parts<Heads> {
    const { headDim: width, numQueryHeads, numKeyValueHeads } = this.#own
    const group = { count: numKeyValueHeads, width }
    return { query: { count: numQueryHeads, width }, key: group, value: group }
  }

  protected override width(features: number | null): number | null {
    return features
  }

  override getConfig(): Config {
    const { headDim, numQueryHeads, numKeyValueHeads } = this.#own
    return { ...super.getConfig(), headDim, numQueryHeads, numKeyValueHeads }
  }
}
tf.serialization.registerClass(GroupQueryAttention)

/** Attention in several heads. */
export const multiHeadAttentionLayer = (config: MultiHeadAttentionConfig): MultiHeadAttention =>
  new MultiHeadAttention(config)
/** Attention in several heads that share keys and values. */
export const groupQueryAttentionLayer = (config: GroupQueryAttentionConfig): GroupQueryAttention =>
  new GroupQueryAttention(config)
