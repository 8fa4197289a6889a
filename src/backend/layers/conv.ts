import * as tf from "@tensorflow/tfjs"
import { type ConvConfig, Convolution, type MovedConfig } from "./convolution.js"
import { full, type Moves } from "./convolve.js"
import type { Space } from "./images.js"

abstract class Filters extends Convolution {
  readonly filters: number
  constructor(inner: tf.layers.Layer, config: MovedConfig & { filters: number }, count: 1 | 2 | 3) {
    super(inner, config, count)
    this.filters = config.filters
  }
  override channels(): number {
    return this.filters
  }
  override convolve(x: Space, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor {
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

type Conv3DConfig = Parameters<typeof tf.layers.conv3d>[0]

/** tfjs's conv3d, which also dilates, and begins "same" where Keras does. Under tfjs's name, so that tfjs's files load. */
export class Conv3D extends Filters {
  static className = "Conv3D"
  constructor(config: Conv3DConfig) {
    super(tf.layers.conv3d(config), config, 3)
  }
}
tf.serialization.registerClass(Conv3D)

/** A convolution over time, with Keras 3's initializer and paddings. */
export const conv1dLayer = (config: ConvConfig): Conv1D => new Conv1D(withDefault(config))
/** A convolution over an image, with Keras 3's initializer. */
export const conv2dLayer = (config: ConvConfig): Conv2D => new Conv2D(withDefault(config))
