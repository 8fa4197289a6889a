import * as tf from "@tensorflow/tfjs"
import { Convolution, full, kernelOf } from "./convolution.js"
import { convolve, type Moves } from "./convolve.js"
import type { Config } from "./tensors.js"

type DepthwiseConfig = Parameters<typeof tf.layers.depthwiseConv2d>[0]
type SeparableConfig = Parameters<typeof tf.layers.separableConv2d>[0]

/** Multiplies each channel of each window by kernels of its own: `[height, width, C, times]`. */
const depthwise = (x: tf.Tensor4D, kernel: tf.Tensor | undefined, moves: Moves): tf.Tensor4D =>
  convolve(x, moves, (image, strides, padding) => tf.depthwiseConv2d(image, kernelOf(kernel), strides, padding))

/** tfjs's depthwiseConv2d, which also dilates. Under tfjs's name, so that tfjs's files load. */
export class DepthwiseConv2D extends Convolution {
  static className = "DepthwiseConv2D"
  readonly depthMultiplier: number

  constructor(config: DepthwiseConfig) {
    super(tf.layers.depthwiseConv2d(config), config, 2)
    this.depthMultiplier = config.depthMultiplier ?? 1
  }

  override channels(C: number | null): number | null {
    return C === null ? null : C * this.depthMultiplier
  }

  override convolve(x: tf.Tensor4D, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor4D {
    return depthwise(x, kernel, moves)
  }
}
tf.serialization.registerClass(DepthwiseConv2D)

/**
 * tfjs's separableConv2d, which also takes the channels first, begins the pointwise kernel as it was told, trains with
 * dilation, and writes its depth into files. Under tfjs's name, so that tfjs's files load.
 */
export class SeparableConv2D extends Convolution {
  static className = "SeparableConv2D"
  readonly filters: number
  readonly depthMultiplier: number

  constructor(config: SeparableConfig) {
    const inner = tf.layers.separableConv2d(config)
    // tfjs reads the depthwise kernel's initializer for both kernels.
    const { pointwiseInitializer = "glorotUniform" } = config
    const pointwise = tf.layers.separableConv2d({ ...config, depthwiseInitializer: pointwiseInitializer })
    Reflect.set(inner, "pointwiseInitializer", Reflect.get(pointwise, "pointwiseInitializer"))
    super(inner, config, 2)
    this.filters = config.filters
    this.depthMultiplier = config.depthMultiplier ?? 1
  }

  override channels(): number {
    return this.filters
  }

  override convolve(x: tf.Tensor4D, [deep, point]: tf.Tensor[], moves: Moves): tf.Tensor4D {
    const one: Moves = { size: [1, 1], strides: [1, 1], padding: "valid", dilation: [1, 1] }
    return full(depthwise(x, deep, moves), point, one)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), depthMultiplier: this.depthMultiplier }
  }
}
tf.serialization.registerClass(SeparableConv2D)

/** A convolution of each channel by itself, with Keras 3's initializer. */
export const depthwiseConv2dLayer = (config: DepthwiseConfig): DepthwiseConv2D =>
  new DepthwiseConv2D({ depthwiseInitializer: "glorotUniform", ...config })
/** A convolution of each channel by itself, and then over all channels of each place. */
export const separableConv2dLayer = (config: SeparableConfig): SeparableConv2D => new SeparableConv2D(config)
