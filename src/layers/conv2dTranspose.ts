import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Transposed, transposed, type TransposedOptions, type transposedRule } from "../core/transposed.js"
import type { Convolved, PaddedTypes, Sizes } from "../core/windowOptions.js"

export interface Conv2DTransposeOptions extends TransposedOptions<2> {}

/** A transposed convolution of `filters` with windows of `size`. */
export interface Conv2DTranspose<filters, size> extends Layer<transposedRule<"conv2dTranspose", 4, filters, size>> {}
/** A transposed convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv2DTransposeWith<filters, size, more extends Convolved> extends Layer<
  transposedRule<"conv2dTranspose", 4, filters, size, more>
> {}
/** A transposed convolution that says how much longer its axes become. */
export interface Conv2DTransposePadded<
  filters,
  size,
  more extends Convolved,
  outputPadding extends Sizes,
> extends Layer<transposedRule<"conv2dTranspose", 4, filters, size, more, outputPadding>> {}
interface types extends PaddedTypes {
  readonly plain: Conv2DTranspose<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    Conv2DTransposeWith<this["filters"], this["size"], more>
  : never
  readonly padded: this["more"] extends infer more extends Convolved ?
    this["outputPadding"] extends infer added extends Sizes ?
      Conv2DTransposePadded<this["filters"], this["size"], more, added>
    : never
  : never
}

/**
 * A convolution read backwards: each place of the image is multiplied by the kernel and added to a window of a larger one.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `H * strides + max(reach + 1 - strides, 0)`, and a same one `H * strides`, or with `outputPadding`
 * `(H - 1) * strides + outputPadding`, and `reach + 1` of a valid or `(reach + 1) % 2` of a same one more; `kernelSize² * C * filters + filters`
 * weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/convolution_layers/convolution2d_transpose/
 * @example
 * conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2 })(input({ shape: [7, 7, 4] })) // => SymbolicTensor<["B", 15, 15, 8]>
 */
export const conv2dTranspose = layer<Transposed<types, 2>, Conv2DTransposeOptions>(transposed("conv2dTranspose", 4))
