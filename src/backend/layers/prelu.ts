import * as tf from "@tensorflow/tfjs"
import { Delegate } from "./delegate.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export type PReLUConfig = NonNullable<Parameters<typeof tf.layers.prelu>[0]>

/** tfjs's PReLU, whose shared axes may have any size. Under tfjs's name, so that tfjs's files load. */
export class PReLU extends Delegate {
  static className = "PReLU"
  readonly #inner: tf.layers.Layer

  constructor(config: PReLUConfig = {}) {
    const inner = tf.layers.prelu(config)
    super(inner, config)
    this.#inner = inner
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
      const [alpha] = this.#inner.weights
      if (!alpha) throw new Error(`${this.name} is not built`)
      return x.relu().sub(alpha.read().mul(x.neg().relu()))
    })
  }

  override getConfig(): Config {
    return { ...this.#inner.getConfig(), ...super.getConfig() }
  }
}
tf.serialization.registerClass(PReLU)
