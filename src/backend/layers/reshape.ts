import * as tf from "@tensorflow/tfjs"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface ReshapeConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Without the batch. One axis may be -1 (tfjs's files say null): what is left. */
  targetShape: readonly (number | null)[]
}

/** tfjs's reshape, which knows the axis that is left. Under tfjs's name, so that tfjs's files load. */
export class Reshape extends tf.layers.Layer {
  static className = "Reshape"
  readonly targetShape: readonly number[]

  constructor(config: ReshapeConfig) {
    super(config)
    this.targetShape = config.targetShape.map(size => (size === null || size < 0 ? -1 : size))
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [batch = null, ...sizes] = firstShape(inputShape)
    const known = this.targetShape.filter(size => size !== -1).reduce((product, size) => product * size, 1)
    const unknowns = this.targetShape.length - this.targetShape.filter(size => size !== -1).length
    const size = sizes.reduce((product, each) => (product === null || each === null ? null : product * each), 1)
    const rest = size === null ? null : size / known
    if (unknowns > 1) throw new Error("only one axis of a target shape can be -1")
    if (rest !== null && (unknowns === 1 ? !Number.isInteger(rest) : rest !== 1))
      throw new Error(
        `[${sizes.join(", ")}] has ${size} elements, and [${this.targetShape.join(", ")}] cannot hold them`,
      )
    return [batch, ...this.targetShape.map(each => (each === -1 ? rest : each))]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return x.reshape(this.computeOutputShape(x.shape).map(size => size ?? -1))
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), targetShape: [...this.targetShape] }
  }
}
tf.serialization.registerClass(Reshape)

/** Gives each sample another shape. */
export const reshapeLayer = (config: ReshapeConfig): Reshape => new Reshape(config)
