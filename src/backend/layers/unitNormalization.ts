import * as tf from "@tensorflow/tfjs"
import { positiveAxes } from "./delegate.js"
import { type Config, firstTensor } from "./tensors.js"

export interface UnitNormalizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** The axis, or the axes together, of length 1. Default -1. */
  axis?: number | readonly number[]
}

/** The square of the least length that is divided by. */
const least = 1e-24

/** Scales each vector to length 1, as Keras 3 does. */
export class UnitNormalization extends tf.layers.Layer {
  static className = "UnitNormalization"
  readonly axis: number | number[]

  constructor(config: UnitNormalizationConfig = {}) {
    super(config)
    const { axis = -1 } = config
    this.axis = typeof axis === "number" ? axis : [...axis]
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return x.mul(x.square().sum(positiveAxes(this.axis, x.rank), true).maximum(least).rsqrt())
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), axis: this.axis }
  }
}
tf.serialization.registerClass(UnitNormalization)

/** Scales each vector to length 1. */
export const unitNormalizationLayer = (config?: UnitNormalizationConfig): UnitNormalization =>
  new UnitNormalization(config)
