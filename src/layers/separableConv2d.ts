import { layer } from "../core/define.js"
import type { Deep } from "../core/depthwise.js"
import type { Layer } from "../core/layer.js"
import { type Separable, separable, type SeparableOptions, type separableRule } from "../core/separable.js"
import type { LayerTypes } from "../core/windowOptions.js"

export interface SeparableConv2DOptions extends SeparableOptions<2> {}

/** A separable convolution of `filters` with windows of `size`. */
export interface SeparableConv2D<filters, size> extends Layer<separableRule<"separableConv2d", 4, filters, size>> {}
/** A separable convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface SeparableConv2DWith<filters, size, more extends Deep> extends Layer<
  separableRule<"separableConv2d", 4, filters, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: SeparableConv2D<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Deep ? SeparableConv2DWith<this["filters"], this["size"], more>
  : never
}

/**
 * Moves a window over each channel of an image by itself, then mixes the channels of each place with `filters` kernels.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', filters]`, where H' and W' are those of `conv2d`;
 * `C * depthMultiplier * (kernelSize² + filters) + filters` weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/separable_convolution2d/
 * @example
 * separableConv2d({ filters: 8, kernelSize: 3 })(input({ shape: [28, 28, 4] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const separableConv2d = layer<Separable<types, 2>, SeparableConv2DOptions>(separable("separableConv2d", 4))
