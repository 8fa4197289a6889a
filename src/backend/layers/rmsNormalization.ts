import * as tf from "@tensorflow/tfjs"
import { positiveAxes } from "./delegate.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface RMSNormalizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** The axis, or the axes together. Default -1. */
  axis?: number | readonly number[]
  /** Default 1e-6. */
  epsilon?: number
}

/** Keras 3's RMSNormalization, which tfjs lacks. */
export class RMSNormalization extends tf.layers.Layer {
  static className = "RMSNormalization"
  readonly axis: number | number[]
  readonly epsilon: number
  #scale: tf.LayerVariable | undefined

  constructor(config: RMSNormalizationConfig = {}) {
    super(config)
    const { axis = -1, epsilon = 1e-6 } = config
    this.axis = typeof axis === "number" ? axis : [...axis]
    this.epsilon = epsilon
    this.supportsMasking = true
  }

  override build(inputShape: Shapes): void {
    const shape = firstShape(inputShape)
    const sizes = positiveAxes(this.axis, shape.length).map(axis => shape[axis] ?? null)
    this.#scale = this.addWeight("scale", sizes, "float32", tf.initializers.ones())
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const axes = positiveAxes(this.axis, x.rank)
      const shape = x.shape.map((size, index) => (axes.includes(index) ? size : 1))
      const factor = x.square().mean(axes, true).add(this.epsilon).rsqrt()
      const normal = x.mul(factor)
      return this.#scale === undefined ? normal : normal.mul(this.#scale.read().reshape(shape))
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), axis: this.axis, epsilon: this.epsilon }
  }
}
tf.serialization.registerClass(RMSNormalization)
