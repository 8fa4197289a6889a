import * as tf from "@tensorflow/tfjs"
import { type Config, firstTensor } from "./tensors.js"

export interface ActivityRegularizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  l1?: number
  l2?: number
}

/** Keras 3's ActivityRegularization, which tfjs lacks: the values go through, and cost. */
export class ActivityRegularization extends tf.layers.Layer {
  static className = "ActivityRegularization"
  readonly l1: number
  readonly l2: number

  constructor({ l1 = 0, l2 = 0, ...config }: ActivityRegularizationConfig = {}) {
    super(config)
    this.l1 = l1
    this.l2 = l2
    this.activityRegularizer = tf.regularizers.l1l2({ l1, l2 })
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => firstTensor(inputs).clone())
  }

  override getConfig(): Config {
    return { ...super.getConfig(), l1: this.l1, l2: this.l2 }
  }
}
tf.serialization.registerClass(ActivityRegularization)
