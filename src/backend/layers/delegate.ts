import * as tf from "@tensorflow/tfjs"
import { asList } from "./tensors.js"

type Weights = tf.layers.Layer["trainableWeights"]

/** A layer whose weights are another layer's. */
export abstract class Delegate extends tf.layers.Layer {
  readonly #inner: tf.layers.Layer

  constructor(inner: tf.layers.Layer, config: ConstructorParameters<typeof tf.layers.Layer>[0]) {
    super(config)
    this.#inner = inner
    if (config?.trainable === false) inner.trainable = false
  }

  override get trainable(): boolean {
    return this.#inner.trainable
  }
  override set trainable(value: boolean) {
    this.#inner.trainable = value
  }
  override get trainableWeights(): Weights {
    return this.#inner.trainableWeights
  }
  override set trainableWeights(weights: Weights) {
    this.#inner.trainableWeights = weights
  }
  override get nonTrainableWeights(): Weights {
    return this.#inner.nonTrainableWeights
  }
  override set nonTrainableWeights(weights: Weights) {
    this.#inner.nonTrainableWeights = weights
  }
  override get losses() {
    return this.#inner.losses
  }
  override getWeights(trainableOnly = false): tf.Tensor[] {
    return this.#inner.getWeights(trainableOnly)
  }
  override setWeights(weights: tf.Tensor[]): void {
    this.#inner.setWeights(weights)
  }
  override setFastWeightInitDuringBuild(value: boolean): void {
    super.setFastWeightInitDuringBuild(value)
    this.#inner.setFastWeightInitDuringBuild(value)
  }
  override resetStates(): void {
    this.#inner.resetStates()
  }
}

/** The axes counted from the first. */
export const positiveAxes = (axes: number | readonly number[], rank: number): number[] =>
  asList<number>(typeof axes === "number" ? axes : [...axes]).map(axis => (axis < 0 ? axis + rank : axis))
