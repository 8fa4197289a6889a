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
      const [axis, otherAxis] = [this.#axis(0, one.rank), this.#axis(1, other.rank)]
      const product = tf.matMul(
        this.#matrices(one, axis, 2),
        this.#matrices(other, otherAxis, 1),
        axis === 1 && one.rank === 3,
        otherAxis === 2 && other.rank === 3,
      )
      const shape = this.computeOutputShape([one.shape, other.shape]).map(size => size ?? 0)
      return tf.util.arraysEqual(shape, product.shape) ? product : product.reshape(shape)
    })
  }

  /** Matrices with the axis at `place`. Those of three axes stay as they are: the product takes them the other way round. */
  #matrices(x: tf.Tensor, axis: number, place: 1 | 2): tf.Tensor {
    const long = this.normalize ? x.div(x.square().sum(axis, true).maximum(epsilon).sqrt()) : x
    if (x.rank === 3) return long
    const [batch = 0] = x.shape
    const others = without([...x.shape.keys()], axis).slice(1)
    const size = x.shape[axis] ?? 1
    const turned = long.transpose(place === 1 ? [0, axis, ...others] : [0, ...others, axis])
    return turned.reshape(place === 1 ? [batch, size, -1] : [batch, -1, size])
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
