import * as tf from "@tensorflow/tfjs"
import { maskFor } from "./masks.js"
import type { MergeConfig } from "./merge.js"
import { asList, type Config, isShapes, isTensor, masks } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface AttendingConfig extends MergeConfig {
  /** The part of the weights of attention that is dropped in training. Default 0. */
  dropout?: number
  seed?: number
  /** Whether a step sees only the steps up to its own. Default false. */
  useCausalMask?: boolean
  /** Whether the scores are given behind the output. Default false. */
  returnAttentionScores?: boolean
}

/** A query, a value and a key: the value, where there is no key. */
export interface Parts<value> {
  readonly query: value
  readonly value: value
  readonly key: value
}

export const partsOf = <value>(list: readonly value[], name: string): Parts<value> => {
  const [query, value, key = value] = list
  if (query === undefined || value === undefined || key === undefined || list.length > 3)
    throw new Error(`${name} takes a query, a value and a key or none`)
  return { query, value, key }
}

/** What layers of attention share: their options, their masks, and how much each value weighs. */
export abstract class Attending extends tf.layers.Layer {
  readonly dropout: number
  readonly seed: number | undefined
  readonly useCausalMask: boolean
  readonly returnAttentionScores: boolean

  constructor(config: AttendingConfig) {
    super(config)
    this.dropout = config.dropout ?? 0
    this.seed = config.seed
    this.useCausalMask = config.useCausalMask ?? false
    this.returnAttentionScores = config.returnAttentionScores ?? false
    this.supportsMasking = true
  }

  protected shapesOf(inputShape: Shapes): Parts<tf.Shape> {
    return partsOf(isShapes(inputShape) ? inputShape.slice(0, 3) : [], this.name)
  }

  protected tensorsOf(inputs: tf.Tensor | tf.Tensor[]): Parts<tf.Tensor> {
    return partsOf(asList(inputs).slice(0, 3), this.name)
  }

  /** How much each value weighs, by their scores; a row of which nothing is kept weighs all alike, as in Keras. */
  protected weighing(scores: tf.Tensor, kept: tf.Tensor | undefined, training: boolean): tf.Tensor {
    const masked = kept === undefined ? scores : scores.add(kept.cast("float32").sub(1).mul(1e9))
    return this.dropped(masked.softmax(), training)
  }

  protected dropped(weights: tf.Tensor, training: boolean): tf.Tensor {
    return training && this.dropout > 0 ? tf.dropout(weights, this.dropout, undefined, this.seed) : weights
  }

  /** `[Tq, Tv]`: the steps that a step may see by their places. */
  protected causal(Tq: number, Tv: number): tf.Tensor | undefined {
    return this.useCausalMask ? tf.greaterEqual(...places(Tq, Tv)) : undefined
  }

  /** As Keras: the query's mask goes on. */
  override computeMask(_: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    const [own] = asList<unknown>(mask ?? null)
    return masks([isTensor(own) ? own : null, ...(this.returnAttentionScores ? [null] : [])])
  }

  override getConfig(): Config {
    const { dropout, useCausalMask, returnAttentionScores: scores, seed } = this
    const more = { ...(seed === undefined ? {} : { seed }), ...(scores ? { returnAttentionScores: scores } : {}) }
    return { ...super.getConfig(), dropout, useCausalMask, ...more }
  }
}

/** The places of the query's steps as a column, and of the value's as a row. */
export const places = (Tq: number, Tv: number): [tf.Tensor, tf.Tensor] => [
  tf.range(0, Tq).expandDims(1),
  tf.range(0, Tv).expandDims(0),
]

/** The mask of a tensor's steps, as booleans. */
export const stepsOf = (x: tf.Tensor): tf.Tensor | undefined => maskFor(x)?.cast("bool")

/** What all of some masks keep. */
export const both = (...given: (tf.Tensor | undefined)[]): tf.Tensor | undefined => {
  const found = given.filter((mask): mask is tf.Tensor => mask !== undefined)
  return found.length === 0 ? undefined : found.reduce((one, other) => one.logicalAnd(other))
}
