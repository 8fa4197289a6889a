import * as tf from "@tensorflow/tfjs"
import { Delegate, positiveAxes } from "./delegate.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface GroupNormalizationConfig extends Omit<
  NonNullable<Parameters<typeof tf.layers.batchNormalization>[0]>,
  "momentum"
> {
  /** How many groups; -1 for a group each channel. Default 32. */
  groups?: number
}

/** Keras 3's GroupNormalization, which tfjs lacks. Its weights, and what begins and bounds them, are those of a layer of tfjs. */
export class GroupNormalization extends Delegate {
  static className = "GroupNormalization"
  readonly #inner: tf.layers.Layer
  readonly #options: { groups: number; axis: number; epsilon: number; center: boolean; scale: boolean }

  constructor({ groups = 32, ...config }: GroupNormalizationConfig = {}) {
    const inner = tf.layers.batchNormalization(config)
    super(inner, config)
    this.#inner = inner
    const { axis = -1, epsilon = 1e-3, center = true, scale = true } = config
    this.#options = { groups, axis, epsilon, center, scale }
    this.supportsMasking = true
  }

  override build(inputShape: Shapes): void {
    this.#inner.build(firstShape(inputShape))
    // Nothing is remembered of the batches.
    for (const moving of this.#inner.nonTrainableWeights) moving.dispose()
    this.#inner.nonTrainableWeights = []
    this.#inner.built = true
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const { center, scale, epsilon } = this.#options
      const weights = [...this.#inner.weights]
      const gamma = scale ? weights.shift()?.read() : undefined
      const beta = center ? weights.shift()?.read() : undefined
      const [axis = 0] = positiveAxes(this.#options.axis, x.rank)
      const channels = x.shape[axis] ?? 1
      const groups = this.#options.groups === -1 ? channels : this.#options.groups
      const split = [...x.shape.slice(0, axis), groups, channels / groups, ...x.shape.slice(axis + 1)]
      const grouped = x.reshape(split)
      const over = split.map((_, index) => index).filter(index => index !== 0 && index !== axis)
      const mean = grouped.mean(over, true)
      const apart = grouped.sub(mean)
      const variance = apart.square().mean(over, true)
      const normal = apart.mul(variance.add(epsilon).rsqrt()).reshape(x.shape)
      const shape = x.shape.map((size, index) => (index === axis ? size : 1))
      const scaled = gamma === undefined ? normal : normal.mul(gamma.reshape(shape))
      return beta === undefined ? scaled : scaled.add(beta.reshape(shape))
    })
  }

  override getConfig(): Config {
    const { momentum, movingMeanInitializer, movingVarianceInitializer, ...config } = this.#inner.getConfig()
    return { ...config, ...super.getConfig(), groups: this.#options.groups }
  }
}
tf.serialization.registerClass(GroupNormalization)
