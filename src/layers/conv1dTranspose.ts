import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Transposed, transposed, type TransposedOptions, type transposedRule } from "../core/transposed.js"
import type { Convolved, PaddedTypes, Sizes } from "../core/windowOptions.js"

export interface Conv1DTransposeOptions extends TransposedOptions<1> {}

/** A transposed convolution of `filters` with windows of `size`. */
export interface Conv1DTranspose<filters, size> extends Layer<transposedRule<"conv1dTranspose", 3, filters, size>> {}
/** A transposed convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv1DTransposeWith<filters, size, more extends Convolved> extends Layer<
  transposedRule<"conv1dTranspose", 3, filters, size, more>
> {}
/** A transposed convolution that says how much longer its axes become. */
export interface Conv1DTransposePadded<
  filters,
  size,
  more extends Convolved,
  outputPadding extends Sizes,
> extends Layer<transposedRule<"conv1dTranspose", 3, filters, size, more, outputPadding>> {}
interface types extends PaddedTypes {
  readonly plain: Conv1DTranspose<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Convolved ?
    Conv1DTransposeWith<this["filters"], this["size"], more>
  : never
  readonly padded: this["more"] extends infer more extends Convolved ?
    this["outputPadding"] extends infer added extends Sizes ?
      Conv1DTransposePadded<this["filters"], this["size"], more, added>
    : never
  : never
}

/**
 * A convolution read backwards: each place of the sequence is multiplied by the kernel and added to a window of a larger one.
 *
 * @shape `[B, T, C]` to `[B, T', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `T * strides + max(reach + 1 - strides, 0)`, and a same one `T * strides`, or with `outputPadding`
 * `(T - 1) * strides + outputPadding`, and `reach + 1` of a valid or `(reach + 1) % 2` of a same one more; `kernelSize * C * filters + filters`
 * weights
 * @param options.kernelSize a positive integer
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/convolution_layers/convolution1d_transpose/
 * @example
 * conv1dTranspose({ filters: 8, kernelSize: 3, strides: 2 })(input({ shape: [7, 4] })) // => SymbolicTensor<["B", 15, 8]>
 */
export const conv1dTranspose = layer<Transposed<types, 1>, Conv1DTransposeOptions>(transposed("conv1dTranspose", 3))
