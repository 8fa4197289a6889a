import { layer } from "../core/define.js"
import { type Deep, type Depthwise, depthwise, type DepthwiseOptions, type depthwiseRule } from "../core/depthwise.js"
import type { Layer } from "../core/layer.js"
import type { LayerTypes } from "../core/windowOptions.js"

export interface DepthwiseConv2DOptions extends DepthwiseOptions<2> {}

/** A convolution of each channel by itself, with windows of `size`. */
export interface DepthwiseConv2D<size> extends Layer<depthwiseRule<"depthwiseConv2d", 4, size>> {}
/** A depthwise convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface DepthwiseConv2DWith<size, more extends Deep> extends Layer<
  depthwiseRule<"depthwiseConv2d", 4, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: DepthwiseConv2D<this["size"]>
  readonly with: this["more"] extends infer more extends Deep ? DepthwiseConv2DWith<this["size"], more> : never
}

/**
 * Moves a window over each channel of an image by itself: each of `depthMultiplier` kernels a channel gives one channel.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', C * depthMultiplier]`, where H' and W' are those of `conv2d`;
 * `(kernelSize² + 1) * C * depthMultiplier` weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
 * @example
 * depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })(input({ shape: [28, 28, 4] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const depthwiseConv2d = layer<Depthwise<types, 2>, DepthwiseConv2DOptions>(depthwise("depthwiseConv2d", 4))
