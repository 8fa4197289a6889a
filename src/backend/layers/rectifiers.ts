import * as tf from "@tensorflow/tfjs"
import { type Config, firstTensor } from "./tensors.js"

type LayerConfig = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

export interface ReLUConfig extends LayerConfig {
  /** The largest output. Default none. */
  maxValue?: number
  /** The slope below the threshold. Default 0. */
  negativeSlope?: number
  /** Where the values begin to pass. Default 0. */
  threshold?: number
}

export interface AlphaConfig extends LayerConfig {
  /** The slope, or the size, of what is below 0. */
  alpha?: number
}

/** tfjs's ReLU, with the slope and the threshold that Keras 3 has. Under tfjs's name, so that tfjs's files load. */
export class ReLU extends tf.layers.Layer {
  static className = "ReLU"
  readonly maxValue: number | undefined
  readonly negativeSlope: number
  readonly threshold: number

  constructor(config: ReLUConfig = {}) {
    super(config)
    this.maxValue = config.maxValue ?? undefined
    this.negativeSlope = config.negativeSlope ?? 0
    this.threshold = config.threshold ?? 0
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const { maxValue, negativeSlope, threshold } = this
      // Of a comparison tfjs has no gradient; of a step it has.
      const passed = threshold === 0 ? x.relu() : x.mul(x.sub(threshold).step())
      const bounded = maxValue === undefined ? passed : passed.clipByValue(0, maxValue)
      return negativeSlope === 0 ? bounded : bounded.sub(x.neg().add(threshold).relu().mul(negativeSlope))
    })
  }

  override getConfig(): Config {
    const { maxValue = null, negativeSlope, threshold } = this
    return { ...super.getConfig(), maxValue, negativeSlope, threshold }
  }
}

/** tfjs's LeakyReLU, which hands masks on. Under tfjs's name, so that tfjs's files load. */
export class LeakyReLU extends tf.layers.Layer {
  static className = "LeakyReLU"
  readonly alpha: number

  constructor(config: AlphaConfig = {}) {
    super(config)
    this.alpha = config.alpha ?? 0.3
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => firstTensor(inputs).leakyRelu(this.alpha))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), alpha: this.alpha }
  }
}

/** tfjs's ELU, which hands masks on and takes any `alpha`. Under tfjs's name, so that tfjs's files load. */
export class ELU extends tf.layers.Layer {
  static className = "ELU"
  readonly alpha: number

  constructor(config: AlphaConfig = {}) {
    super(config)
    this.alpha = config.alpha ?? 1
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return this.alpha === 1 ? x.elu() : x.relu().add(x.neg().relu().neg().elu().mul(this.alpha))
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), alpha: this.alpha }
  }
}

export interface ThresholdedReLUConfig extends LayerConfig {
  /** Where the values begin to pass. Default 1. */
  theta?: number
}

/** tfjs's ThresholdedReLU, which hands masks on. Under tfjs's name, so that tfjs's files load. */
export class ThresholdedReLU extends tf.layers.Layer {
  static className = "ThresholdedReLU"
  readonly theta: number

  constructor(config: ThresholdedReLUConfig = {}) {
    super(config)
    this.theta = config.theta ?? 1
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return x.mul(x.sub(this.theta).step())
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), theta: this.theta }
  }
}

for (const Class of [ReLU, LeakyReLU, ELU, ThresholdedReLU]) tf.serialization.registerClass(Class)

/** Values below a threshold are 0, or on a slope. */
export const reLULayer = (config?: ReLUConfig): ReLU => new ReLU(config)
/** Values below 0 are on a slope. */
export const leakyReLULayer = (config?: AlphaConfig): LeakyReLU => new LeakyReLU(config)
/** Values below 0 go to `-alpha` as `exp` does. */
export const eluLayer = (config?: AlphaConfig): ELU => new ELU(config)
/** Values that are not above `theta` are 0. */
export const thresholdedReLULayer = (config?: ThresholdedReLUConfig): ThresholdedReLU => new ThresholdedReLU(config)
