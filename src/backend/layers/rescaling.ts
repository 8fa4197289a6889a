import * as tf from "@tensorflow/tfjs"
import { type Config, firstTensor } from "./tensors.js"

export interface RescalingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** What the values are multiplied by. */
  scale: number
  /** What is added then. Default 0. */
  offset?: number
}

/** tfjs's Rescaling, which hands masks on. Under tfjs's name, so that tfjs's files load. */
export class Rescaling extends tf.layers.Layer {
  static className = "Rescaling"
  readonly scale: number
  readonly offset: number

  constructor(config: RescalingConfig) {
    super(config)
    this.scale = config.scale
    this.offset = config.offset ?? 0
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => firstTensor(inputs).cast("float32").mul(this.scale).add(this.offset))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), scale: this.scale, offset: this.offset }
  }
}
tf.serialization.registerClass(Rescaling)

/** Multiplies by a number and adds another. */
export const rescalingLayer = (config: RescalingConfig): Rescaling => new Rescaling(config)
