import * as tf from "@tensorflow/tfjs"
import { sizeAt, transposedLength } from "../../ops/window.js"
import { type ConvConfig, Convolution, kernelOf } from "./convolution.js"
import { dilatedKernel, type Moves } from "./convolve.js"

/** tfjs's conv2dTranspose, with dilation. Under tfjs's name, so that tfjs's files load. */
export class Conv2DTranspose extends Convolution {
  static className = "Conv2DTranspose"
  readonly filters: number

  constructor(config: ConvConfig) {
    super(tf.layers.conv2dTranspose(config), config, 2)
    this.filters = config.filters
  }

  override channels(): number {
    return this.filters
  }

  override length(n: number | null, axis: number): number | null {
    const { size, strides, padding, dilation } = this.axes
    const moves = { size: sizeAt(size, axis), stride: sizeAt(strides, axis), padding, dilation: sizeAt(dilation, axis) }
    const length = transposedLength(n, moves)
    return typeof length === "number" ? length : null
  }

  override convolve(x: tf.Tensor4D, [kernel]: tf.Tensor[], { strides, padding, dilation }: Moves): tf.Tensor4D {
    const [batch, height, width] = x.shape
    const space = [this.length(height, 0) ?? 0, this.length(width, 1) ?? 0] as const
    const pad = padding === "same" ? "same" : "valid"
    return tf.conv2dTranspose(
      x,
      dilatedKernel(kernelOf(kernel), dilation),
      [batch, ...space, this.filters],
      strides,
      pad,
    )
  }
}
tf.serialization.registerClass(Conv2DTranspose)

/** The convolution that would lead back, with Keras 3's initializer. */
export const conv2dTransposeLayer = (config: ConvConfig): Conv2DTranspose =>
  new Conv2DTranspose({ kernelInitializer: "glorotUniform", ...config })
