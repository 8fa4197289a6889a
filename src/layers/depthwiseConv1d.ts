import { layer } from "../core/define.js"
import { type Deep, type Depthwise, depthwise, type DepthwiseOptions, type depthwiseRule } from "../core/depthwise.js"
import type { Layer } from "../core/layer.js"
import type { LayerTypes } from "../core/windowOptions.js"

export interface DepthwiseConv1DOptions extends DepthwiseOptions<1> {}

/** A convolution of each channel by itself, with windows of `size`. */
export interface DepthwiseConv1D<size> extends Layer<depthwiseRule<"depthwiseConv1d", 3, size>> {}
/** A depthwise convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface DepthwiseConv1DWith<size, more extends Deep> extends Layer<
  depthwiseRule<"depthwiseConv1d", 3, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: DepthwiseConv1D<this["size"]>
  readonly with: this["more"] extends infer more extends Deep ? DepthwiseConv1DWith<this["size"], more> : never
}

/**
 * Moves a window over each channel of a sequence by itself: each of `depthMultiplier` kernels a channel gives one channel.
 *
 * @shape `[B, T, C]` to `[B, T', C * depthMultiplier]`, where T' is that of `conv1d`;
 * `(kernelSize + 1) * C * depthMultiplier` weights
 * @param options.kernelSize a positive integer
 * @throws ShapeError when the input is not of rank 3, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/
 * @example
 * depthwiseConv1d({ kernelSize: 3, depthMultiplier: 2 })(input({ shape: [10, 4] })) // => SymbolicTensor<["B", 8, 8]>
 */
export const depthwiseConv1d = layer<Depthwise<types, 1>, DepthwiseConv1DOptions>(depthwise("depthwiseConv1d", 3))
