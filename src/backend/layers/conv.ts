import * as tf from "@tensorflow/tfjs"
import { type ConvConfig, Convolution, type MovedConfig } from "./convolution.js"
import { full, type Moves } from "./convolve.js"
import { Held } from "./held.js"
import { asSpace, perAxis, type Space } from "./images.js"

/** How many groups the channels are split into: Keras has it, tfjs has not. */
interface Groups {
  groups?: number | null
}

/** The weights: tfjs's own layer holds them where there is one group. */
const weightsOf = (
  plain: () => tf.layers.Layer,
  config: MovedConfig & Groups & { filters: number },
  count: 1 | 2 | 3,
) => {
  const { filters, kernelSize } = config
  const groups = config.groups ?? 1
  if (groups === 1) return plain()
  const shapes = (C: number) => [[...perAxis(kernelSize, count), C / groups, filters], [filters]]
  return new Held(config, ["kernel"], { filters, groups }, shapes)
}

abstract class Filters extends Convolution {
  readonly filters: number
  readonly groups: number
  constructor(plain: () => tf.layers.Layer, config: MovedConfig & Groups & { filters: number }, count: 1 | 2 | 3) {
    super(weightsOf(plain, config, count), config, count)
    this.filters = config.filters
    this.groups = config.groups ?? 1
  }
  override channels(): number {
    return this.filters
  }
  override convolve(x: Space, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor {
    if (this.groups === 1 || kernel === undefined) return full(x, kernel, moves)
    const kernels = tf.split(kernel, this.groups, -1)
    const parts = tf.split(x, this.groups, -1)
    return tf.concat(
      parts.map((part, group) => full(asSpace(part), kernels[group], moves)),
      -1,
    )
  }
}

const withDefault = (config: ConvConfig): ConvConfig => ({ kernelInitializer: "glorotUniform", ...config })

/** tfjs's conv1d, which is also causal, and takes the channels first. Under tfjs's name, so that tfjs's files load. */
export class Conv1D extends Filters {
  static className = "Conv1D"
  constructor(config: ConvConfig & Groups) {
    super(() => tf.layers.conv1d(config), config, 1)
  }
}
tf.serialization.registerClass(Conv1D)

/** tfjs's conv2d, which also trains with dilation. Under tfjs's name, so that tfjs's files load. */
export class Conv2D extends Filters {
  static className = "Conv2D"
  constructor(config: ConvConfig & Groups) {
    super(() => tf.layers.conv2d(config), config, 2)
  }
}
tf.serialization.registerClass(Conv2D)

type Conv3DConfig = Parameters<typeof tf.layers.conv3d>[0]

/** tfjs's conv3d, which also dilates, and begins "same" where Keras does. Under tfjs's name, so that tfjs's files load. */
export class Conv3D extends Filters {
  static className = "Conv3D"
  constructor(config: Conv3DConfig & Groups) {
    super(() => tf.layers.conv3d(config), config, 3)
  }
}
tf.serialization.registerClass(Conv3D)

/** A convolution over time, with Keras 3's initializer and paddings. */
export const conv1dLayer = (config: ConvConfig): Conv1D => new Conv1D(withDefault(config))
/** A convolution over an image, with Keras 3's initializer. */
export const conv2dLayer = (config: ConvConfig): Conv2D => new Conv2D(withDefault(config))
