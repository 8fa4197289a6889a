import * as tf from "@tensorflow/tfjs"
import { softmax } from "../softmax.js"
import { positiveAxes } from "./delegate.js"
import { type Config, firstTensor, maskOf } from "./tensors.js"
import type { Options } from "./tensors.js"

export interface SoftmaxConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** The axis, or the axes together, whose values sum to 1. Default -1. */
  axis?: number | number[]
}

/** What Keras puts in place of padding in float32. */
const lowest = -1e9

/** tfjs's softmax over any axis, with Keras 3's masks. Under tfjs's name, so that tfjs's files load. */
export class Softmax extends tf.layers.Layer {
  static className = "Softmax"
  readonly axis: number | number[]

  constructor(config: SoftmaxConfig = {}) {
    super(config)
    this.axis = config.axis ?? -1
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const mask = maskOf(options)
      const kept = mask === undefined ? x : tf.where(mask, x, tf.fill(x.shape, lowest))
      const output = softmaxOver(kept, positiveAxes(this.axis, x.rank))
      return mask === undefined ? output : tf.where(mask, output, tf.zerosLike(output))
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), axis: this.axis }
  }
}
tf.serialization.registerClass(Softmax)

const softmaxOver = (x: tf.Tensor, axes: number[]): tf.Tensor => {
  const [axis, ...others] = axes
  if (axis === undefined) return x
  if (others.length > 0) return x.sub(x.logSumExp(axes, true)).exp()
  if (axis === x.rank - 1) return softmax(x)
  const order = [...x.shape.keys()].map(each =>
    each === axis ? x.rank - 1
    : each === x.rank - 1 ? axis
    : each,
  )
  return x.transpose(order).softmax().transpose(order)
}

/** Turns values into shares of 1, with Keras 3's masks. */
export const softmaxLayer = (config?: SoftmaxConfig): Softmax => new Softmax(config)
