import * as tf from "@tensorflow/tfjs"
import { Convolution, type MovedConfig } from "./convolution.js"
import { convolve, full, kernelOf, type Moves } from "./convolve.js"
import { asImage, perAxis, type Space } from "./images.js"
import { Held } from "./held.js"
import type { Config } from "./tensors.js"

type DepthwiseConfig = Parameters<typeof tf.layers.depthwiseConv2d>[0]
type SeparableConfig = Parameters<typeof tf.layers.separableConv2d>[0]

/** Multiplies each channel of each window by kernels of its own: `[height, width, C, times]`. */
const depthwise = (x: Space, kernel: tf.Tensor | undefined, moves: Moves): tf.Tensor4D =>
  convolve(asImage(x), moves, (image, strides, padding) =>
    tf.depthwiseConv2d(image, kernelOf(kernel), strides, padding),
  )

abstract class Depthwise extends Convolution {
  readonly depthMultiplier: number

  constructor(inner: tf.layers.Layer, config: MovedConfig & { depthMultiplier?: number }, count: 1 | 2) {
    super(inner, config, count)
    this.depthMultiplier = config.depthMultiplier ?? 1
  }

  override channels(C: number | null): number | null {
    return C === null ? null : C * this.depthMultiplier
  }

  override convolve(x: Space, [kernel]: tf.Tensor[], moves: Moves): tf.Tensor {
    return depthwise(x, kernel, moves)
  }
}

/** tfjs's depthwiseConv2d, which also dilates. Under tfjs's name, so that tfjs's files load. */
export class DepthwiseConv2D extends Depthwise {
  static className = "DepthwiseConv2D"
  constructor(config: DepthwiseConfig) {
    super(tf.layers.depthwiseConv2d(config), config, 2)
  }
}
tf.serialization.registerClass(DepthwiseConv2D)

/** Keras 3's depthwise convolution of a sequence, which tfjs lacks. */
export class DepthwiseConv1D extends Depthwise {
  static className = "DepthwiseConv1D"
  constructor(config: DepthwiseConfig) {
    const { depthMultiplier = 1, kernelSize } = config
    const shapes = (C: number) => [[...perAxis(kernelSize, 1), C, depthMultiplier], [C * depthMultiplier]]
    super(new Held(config, ["depthwise"], { depthMultiplier }, shapes), config, 1)
  }
}
tf.serialization.registerClass(DepthwiseConv1D)

abstract class Separable extends Convolution {
  readonly filters: number
  readonly depthMultiplier: number

  constructor(inner: tf.layers.Layer, config: SeparableConfig, count: 1 | 2) {
    super(inner, config, count)
    this.filters = config.filters
    this.depthMultiplier = config.depthMultiplier ?? 1
  }

  override channels(): number {
    return this.filters
  }

  override convolve(x: Space, [deep, point]: tf.Tensor[], moves: Moves): tf.Tensor {
    const one: Moves = { size: [1, 1], strides: [1, 1], padding: "valid", dilation: [1, 1] }
    return full(depthwise(x, deep, moves), point, one)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), depthMultiplier: this.depthMultiplier }
  }
}

/**
 * tfjs's separableConv2d, which also takes the channels first, begins the pointwise kernel as it was told, trains with
 * dilation, and writes its depth into files. Under tfjs's name, so that tfjs's files load.
 */
export class SeparableConv2D extends Separable {
  static className = "SeparableConv2D"

  constructor(config: SeparableConfig) {
    const inner = tf.layers.separableConv2d(config)
    // tfjs reads the depthwise kernel's initializer for both kernels.
    const { pointwiseInitializer = "glorotUniform" } = config
    const pointwise = tf.layers.separableConv2d({ ...config, depthwiseInitializer: pointwiseInitializer })
    Reflect.set(inner, "pointwiseInitializer", Reflect.get(pointwise, "pointwiseInitializer"))
    super(inner, config, 2)
  }
}
tf.serialization.registerClass(SeparableConv2D)

/** Keras 3's separable convolution of a sequence, which tfjs lacks. */
export class SeparableConv1D extends Separable {
  static className = "SeparableConv1D"
  constructor(config: SeparableConfig) {
    const { depthMultiplier = 1, filters, kernelSize } = config
    const shapes = (C: number) => [
      [...perAxis(kernelSize, 1), C, depthMultiplier],
      [1, C * depthMultiplier, filters],
      [filters],
    ]
    super(new Held(config, ["depthwise", "pointwise"], { filters }, shapes), config, 1)
  }
}
tf.serialization.registerClass(SeparableConv1D)

/** A convolution of each channel by itself, with Keras 3's initializer. */
export const depthwiseConv2dLayer = (config: DepthwiseConfig): DepthwiseConv2D =>
  new DepthwiseConv2D({ depthwiseInitializer: "glorotUniform", ...config })
/** A convolution of each channel by itself, and then over all channels of each place. */
export const separableConv2dLayer = (config: SeparableConfig): SeparableConv2D => new SeparableConv2D(config)
