import * as tf from "@tensorflow/tfjs"
import { firstTensor } from "./tensors.js"

export type IdentityConfig = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

/** Passes its input on. tfjs has one list of classes for all kinds, and there `Identity` is an initializer. */
export class Identity extends tf.layers.Layer {
  static className = "IdentityLayer"

  constructor(config: IdentityConfig = {}) {
    super(config)
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => firstTensor(inputs).clone())
  }
}
tf.serialization.registerClass(Identity)

/** Passes its input on, as Keras 3's Identity does. */
export const identityLayer = (config?: IdentityConfig): Identity => new Identity(config)
