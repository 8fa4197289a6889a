import * as tf from "@tensorflow/tfjs"
import { positiveAxes } from "./delegate.js"
import type { MergeConfig } from "./merge.js"
import { asList, type Config, isShapes, masks } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface DotConfig extends MergeConfig {
  /** The axis to sum over in both, or in each, counted from the first or, when negative, from the last. */
  axes: number | [number, number]
  /** Scale to length 1 along the axis first, for cosine similarity. Default false. */
  normalize?: boolean
}

/** Keras's epsilon. */
const epsilon = 1e-7

/** tfjs's dot for every rank. Under tfjs's name, so that tfjs's files load. */
export class Dot extends tf.layers.Layer {
  static className = "Dot"
  readonly axes: number | [number, number]
  readonly normalize: boolean

  constructor(config: DotConfig) {
    super(config)
    this.axes = config.axes
    this.normalize = config.normalize ?? false
    this.supportsMasking = true
  }

  #axis(position: 0 | 1, rank: number): number {
    const [axis = 0] = positiveAxes(typeof this.axes === "number" ? this.axes : this.axes[position], rank)
    return axis
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [one, other] = isShapes(inputShape) ? inputShape : []
    if (one === undefined || other === undefined) throw new Error("dot takes two tensors")
    const axis = this.#axis(0, one.length)
    const otherAxis = this.#axis(1, other.length)
    const [size = null, otherSize = null] = [one[axis], other[otherAxis]]
    if (size !== null && otherSize !== null && size !== otherSize)
      throw new Error(`dot sums over one axis of ${size} and one of ${otherSize}`)
    const shape = [...without(one, axis), ...without(other, otherAxis).slice(1)]
    return shape.length === 1 ? [...shape, 1] : shape
  }

  override build(inputShape: Shapes): void {
    this.computeOutputShape(inputShape)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [one, other] = asList(inputs)
      if (one === undefined || other === undefined) throw new Error("dot takes two tensors")
      const rows = this.#rows(one, this.#axis(0, one.rank))
      const columns = this.#rows(other, this.#axis(1, other.rank))
      const shape = this.computeOutputShape([one.shape, other.shape]).map(size => size ?? 0)
      return tf.matMul(rows, columns.transpose([0, 2, 1])).reshape(shape)
    })
  }

  /** `[B, others, axis]`. */
  #rows(x: tf.Tensor, axis: number): tf.Tensor {
    const long = this.normalize ? x.div(x.square().sum(axis, true).maximum(epsilon).sqrt()) : x
    const [batch = 0] = x.shape
    const order = [...without([...x.shape.keys()], axis), axis]
    return long.transpose(order).reshape([batch, -1, x.shape[axis] ?? 1])
  }

  override computeMask(): tf.Tensor | tf.Tensor[] {
    return masks([null])
  }

  override getConfig(): Config {
    return { ...super.getConfig(), axes: this.axes, normalize: this.normalize }
  }
}
tf.serialization.registerClass(Dot)

const without = <value>(list: readonly value[], index: number): value[] => list.filter((_, each) => each !== index)

/** Sums the products of two tensors over an axis of each. */
export const dotLayer = (config: DotConfig): Dot => new Dot(config)
