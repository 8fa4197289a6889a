import * as tf from "@tensorflow/tfjs"
import { Delegate, positiveAxes } from "./delegate.js"
import { type Config, firstShape, firstTensor, isTraining, maskOf } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export type BatchNormalizationConfig = NonNullable<Parameters<typeof tf.layers.batchNormalization>[0]>

/** Keras's epsilon, so that a batch of nothing but padding divides by something. */
const epsilon = 1e-7

/**
 * tfjs's batch normalization over any axis, with Keras 3's masks, without `gamma` or `beta`, and frozen when it is not
 * trainable. Under tfjs's name, so that tfjs's files load.
 */
export class BatchNormalization extends Delegate {
  static className = "BatchNormalization"
  readonly #inner: tf.layers.Layer
  readonly #options: Required<Pick<BatchNormalizationConfig, "axis" | "momentum" | "epsilon" | "center" | "scale">>

  constructor(config: BatchNormalizationConfig = {}) {
    const inner = tf.layers.batchNormalization(config)
    super(inner, config)
    this.#inner = inner
    const { axis = -1, momentum = 0.99, epsilon = 1e-3, center = true, scale = true } = config
    this.#options = { axis, momentum, epsilon, center, scale }
    this.supportsMasking = true
  }

  override build(inputShape: Shapes): void {
    this.#inner.build(firstShape(inputShape))
    this.#inner.built = true
    this.inputSpec = this.#inner.inputSpec
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const { center, scale, momentum, epsilon } = this.#options
      const weights = [...this.#inner.weights]
      const gamma = scale ? weights.shift()?.read() : undefined
      const beta = center ? weights.shift()?.read() : undefined
      const [movingMean, movingVariance] = weights
      if (movingMean === undefined || movingVariance === undefined) throw new Error(`${this.name} is not built`)
      const [axis = 0] = positiveAxes(this.#options.axis, x.rank)
      const shape = x.shape.map((size, index) => (index === axis ? size : 1))
      let mean = movingMean.read()
      let variance = movingVariance.read()
      if (isTraining(options) && this.trainable) {
        const others = [...x.shape.keys()].filter(index => index !== axis)
        const found = moments(x, others, maskOf(options))
        mean = found.mean.reshape([-1])
        variance = found.variance.reshape([-1])
        movingMean.write(
          movingMean
            .read()
            .mul(momentum)
            .add(mean.mul(1 - momentum)),
        )
        movingVariance.write(
          movingVariance
            .read()
            .mul(momentum)
            .add(variance.mul(1 - momentum)),
        )
      }
      const inverse = variance.add(epsilon).rsqrt()
      const factor = gamma === undefined ? inverse : inverse.mul(gamma)
      const shift = beta === undefined ? mean.mul(factor).neg() : beta.sub(mean.mul(factor))
      return x.mul(factor.reshape(shape)).add(shift.reshape(shape))
    })
  }

  override getConfig(): Config {
    return { ...this.#inner.getConfig(), ...super.getConfig() }
  }
}
tf.serialization.registerClass(BatchNormalization)

const moments = (x: tf.Tensor, axes: number[], mask: tf.Tensor | undefined) => {
  if (mask === undefined) return tf.moments(x, axes, true)
  const kept = tf.where(mask.expandDims(-1), tf.onesLike(x), tf.zerosLike(x))
  const count = kept.sum(axes, true).add(epsilon)
  const mean = x.mul(kept).sum(axes, true).div(count)
  return { mean, variance: x.sub(mean).mul(kept).square().sum(axes, true).div(count) }
}

/** Scales each channel to mean 0 and variance 1 over the batch, with Keras 3's values. */
export const batchNormalizationLayer = (config?: BatchNormalizationConfig): BatchNormalization =>
  new BatchNormalization(config)
