import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Transposed, transposed, type TransposedOptions, type transposedRule } from "../core/transposed.js"
import type { Convolved, PaddedTypes, Sizes } from "../core/windowOptions.js"

export interface Conv3DTransposeOptions extends TransposedOptions<3> {}

/** A transposed convolution of `filters` with windows of `size`. */
export interface Conv3DTranspose<filters, size> extends Layer<transposedRule<"conv3dTranspose", 5, filters, size>> {}
/** A transposed convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv3DTransposeWith<filters, size, more extends Convolved> extends Layer<
  transposedRule<"conv3dTranspose", 5, filters, size, more>
> {}
/** A transposed convolution that says how much longer its axes become. */
export interface Conv3DTransposePadded<
  filters,
  size,
  more extends Convolved,
  outputPadding extends Sizes,
> extends Layer<transposedRule<"conv3dTranspose", 5, filters, size, more, outputPadding>> {}
interface types extends PaddedTypes {
  readonly plain: Conv3DTranspose<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    Conv3DTransposeWith<this["filters"], this["size"], more>
  : never
  readonly padded: this["more"] extends infer more extends Convolved ?
    this["outputPadding"] extends infer added extends Sizes ?
      Conv3DTransposePadded<this["filters"], this["size"], more, added>
    : never
  : never
}

/**
 * A convolution read backwards: each place of the volume is multiplied by the kernel and added to a window of a larger one.
 *
 * @shape `[B, D, H, W, C]` to `[B, D', H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `D * strides + max(reach + 1 - strides, 0)`, and a same one `D * strides`, or with `outputPadding`
 * `(D - 1) * strides + outputPadding`, and `reach + 1` of a valid or `(reach + 1) % 2` of a same one more; `kernelSize³ * C * filters + filters`
 * weights
 * @param options.kernelSize a positive integer or a list of three
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/convolution_layers/convolution3d_transpose/
 * @example
 * conv3dTranspose({ filters: 8, kernelSize: 3, strides: 2 })(input({ shape: [3, 7, 7, 4] })) // => SymbolicTensor<["B", 7, 15, 15, 8]>
 */
export const conv3dTranspose = layer<Transposed<types, 3>, Conv3DTransposeOptions>(transposed("conv3dTranspose", 5))
