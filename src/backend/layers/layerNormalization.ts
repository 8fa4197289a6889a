import * as tf from "@tensorflow/tfjs"
import { fusedNormalize } from "../normalize.js"
import { Delegate, positiveAxes } from "./delegate.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export type LayerNormalizationConfig = NonNullable<Parameters<typeof tf.layers.layerNormalization>[0]>

/**
 * tfjs's layer normalization, which also trains without `gamma` or `beta`, and leaves the options alone. Under tfjs's
 * name, so that tfjs's files load.
 */
export class LayerNormalization extends Delegate {
  static className = "LayerNormalization"
  readonly #inner: tf.layers.Layer
  readonly #options: Required<Pick<LayerNormalizationConfig, "axis" | "epsilon" | "center" | "scale">>

  constructor(config: LayerNormalizationConfig = {}) {
    const { axis = -1, epsilon = 1e-3, center = true, scale = true } = config
    // tfjs writes the axes counted from the first into the list that it is given.
    const inner = tf.layers.layerNormalization({ ...config, axis: typeof axis === "number" ? axis : [...axis] })
    super(inner, config)
    this.#inner = inner
    this.#options = { axis, epsilon, center, scale }
    this.supportsMasking = true
  }

  override build(inputShape: Shapes): void {
    this.#inner.build(firstShape(inputShape))
    this.#inner.built = true
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const { center, scale, epsilon } = this.#options
      const axes = positiveAxes(this.#options.axis, x.rank)
      const shape = x.shape.map((size, index) => (axes.includes(index) ? size : 1))
      const own = this.#inner.weights.map(weight => weight.read())
      const [gamma] = scale ? own : []
      const beta = center ? own.at(-1) : undefined
      const isLast = axes.length === 1 && axes[0] === x.rank - 1
      const fused = isLast ? fusedNormalize(x, gamma, beta, epsilon) : undefined
      if (fused) return fused
      const { mean, variance } = tf.moments(x, axes, true)
      const normal = x.sub(mean).mul(variance.add(epsilon).rsqrt())
      const scaled = gamma === undefined ? normal : normal.mul(gamma.reshape(shape))
      return beta === undefined ? scaled : scaled.add(beta.reshape(shape))
    })
  }

  override getConfig(): Config {
    const { axis } = this.#options
    return { ...this.#inner.getConfig(), ...super.getConfig(), axis: typeof axis === "number" ? axis : [...axis] }
  }
}
tf.serialization.registerClass(LayerNormalization)

/** Scales each sample to mean 0 and variance 1 over its axes, with Keras 3's values. */
export const layerNormalizationLayer = (config?: LayerNormalizationConfig): LayerNormalization =>
  new LayerNormalization(config)
