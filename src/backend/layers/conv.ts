import * as tf from "@tensorflow/tfjs"
import { type ConvConfig, Convolution, full } from "./convolution.js"
import type { Moves } from "./convolve.js"

abstract class Filters extends Convolution {
  readonly filters: number
  constructor(inner: tf.layers.Layer, config: ConvConfig, count: 1 | 2) {
    super(inner, config, count)
    this.filters = config.filters
  }
  override channels(): number {
    return this.filters
  }
  override convolve(x: tf.Tensor4D, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor4D {
    return full(x, kernel, moves)
  }
}

const withDefault = (config: ConvConfig): ConvConfig => ({ kernelInitializer: "glorotUniform", ...config })

/** tfjs's conv1d, which is also causal, and takes the channels first. Under tfjs's name, so that tfjs's files load. */
export class Conv1D extends Filters {
  static className = "Conv1D"
  constructor(config: ConvConfig) {
    super(tf.layers.conv1d(config), config, 1)
  }
}
tf.serialization.registerClass(Conv1D)

/** tfjs's conv2d, which also trains with dilation. Under tfjs's name, so that tfjs's files load. */
export class Conv2D extends Filters {
  static className = "Conv2D"
  constructor(config: ConvConfig) {
    super(tf.layers.conv2d(config), config, 2)
  }
}
tf.serialization.registerClass(Conv2D)

/** A convolution over time, with Keras 3's initializer and paddings. */
export const conv1dLayer = (config: ConvConfig): Conv1D => new Conv1D(withDefault(config))
/** A convolution over an image, with Keras 3's initializer. */
export const conv2dLayer = (config: ConvConfig): Conv2D => new Conv2D(withDefault(config))
