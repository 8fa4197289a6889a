import { layer } from "../core/define.js"
import type { Deep } from "../core/depthwise.js"
import type { Layer } from "../core/layer.js"
import { type Separable, separable, type SeparableOptions, type separableRule } from "../core/separable.js"
import type { LayerTypes } from "../core/windowOptions.js"

export interface SeparableConv1DOptions extends SeparableOptions<1> {}

/** A separable convolution of `filters` with windows of `size`. */
export interface SeparableConv1D<filters, size> extends Layer<separableRule<"separableConv1d", 3, filters, size>> {}
/** A separable convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface SeparableConv1DWith<filters, size, more extends Deep> extends Layer<
  separableRule<"separableConv1d", 3, filters, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: SeparableConv1D<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Deep ? SeparableConv1DWith<this["filters"], this["size"], more>
  : never
}

/**
 * Moves a window over each channel of a sequence by itself, then mixes the channels of each step with `filters` kernels.
 *
 * @shape `[B, T, C]` to `[B, T', filters]`, where T' is that of `conv1d`;
 * `C * depthMultiplier * (kernelSize + filters) + filters` weights
 * @param options.kernelSize a positive integer
 * @throws ShapeError when the input is not of rank 3, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/separable_convolution1d/
 * @example
 * separableConv1d({ filters: 8, kernelSize: 3 })(input({ shape: [10, 4] })) // => SymbolicTensor<["B", 8, 8]>
 */
export const separableConv1d = layer<Separable<types, 1>, SeparableConv1DOptions>(separable("separableConv1d", 3))
