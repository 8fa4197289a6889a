import * as tf from "@tensorflow/tfjs"
import type { MergeConfig } from "./merge.js"
import { asList, type Config, isShapes, isTensor, masks } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface ConcatenateConfig extends MergeConfig {
  /** Counted from the first, or from the last when negative. Default -1. */
  axis?: number
}

/** tfjs's concatenate, for every axis, with Keras 3's masks. Under tfjs's name, so that tfjs's files load. */
export class Concatenate extends tf.layers.Layer {
  static className = "Concatenate"
  readonly axis: number

  constructor(config: ConcatenateConfig = {}) {
    super(config)
    this.axis = config.axis ?? -1
    this.supportsMasking = true
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [first = [], ...others] = isShapes(inputShape) ? inputShape : [inputShape]
    const axis = this.#axis(first.length)
    return first.map((size, index) => {
      const sizes = [size, ...others.map(shape => shape[index] ?? null)]
      const known = sizes.flatMap(each => (each === null ? [] : [each]))
      if (index === axis) return known.length < sizes.length ? null : known.reduce((sum, each) => sum + each)
      if (new Set(known).size > 1) throw new Error(`axis ${index} is ${known.join(", ")}: only axis ${axis} may differ`)
      return known[0] ?? null
    })
  }

  #axis(rank: number): number {
    return this.axis < 0 ? this.axis + rank : this.axis
  }

  override build(inputShape: Shapes): void {
    this.computeOutputShape(inputShape)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const tensors = asList(inputs)
      return tf.concat(tensors, this.#axis(tensors[0]?.rank ?? 0))
    })
  }

  /** As Keras: a step is kept when any of its elements is; an input without a mask keeps all. */
  override computeMask(inputs: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const tensors = asList(inputs)
      // The mask is made of shapes alone: what is made of values would be part of the gradient, which `any` has none of.
      const given = asList<unknown>(mask ?? null)
      if (!given.some(isTensor)) return masks([null])
      const wide = tensors.map((x, index) => {
        const own = given[index]
        if (!isTensor(own)) return tf.ones(x.shape, "bool")
        if (own.rank === x.rank) return own
        return own.expandDims(-1).cast("bool").logicalOr(tf.zeros(x.shape, "bool"))
      })
      return tf.concat(wide, this.#axis(tensors[0]?.rank ?? 0)).any(-1)
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), axis: this.axis }
  }
}
tf.serialization.registerClass(Concatenate)

/** Joins tensors along an axis, with Keras 3's masks. */
export const concatenateLayer = (config?: ConcatenateConfig): Concatenate => new Concatenate(config)
