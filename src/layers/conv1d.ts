import { convolution, type convolutionRule } from "../core/convolution.js"
import { layer } from "../core/define.js"
import type { Grouped, ConvolutionOptions, groupedRule } from "../core/groups.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { Convolved, GroupedTypes, Padding } from "../core/windowOptions.js"

export interface Conv1DOptions extends ConvolutionOptions<1, Padding | "causal"> {}

const paddings = check.option<Padding | "causal" | undefined>(check.oneOf(["valid", "same", "causal"]), [
  undefined,
  "same",
  "causal",
])

/** A convolution of `filters` with windows of `size`. */
export interface Conv1D<filters, size> extends Layer<convolutionRule<"conv1d", 3, filters, size>> {}
/** A convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv1DWith<filters, size, more extends Convolved> extends Layer<
  convolutionRule<"conv1d", 3, filters, size, more>
> {}
/** A convolution whose channels are split into so many groups, each with filters of its own. */
export interface Conv1DGrouped<filters, size, groups, more extends Convolved> extends Layer<
  groupedRule<"conv1d", 3, filters, size, groups, more>
> {}
interface types extends GroupedTypes {
  readonly plain: Conv1D<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Convolved ? Conv1DWith<this["filters"], this["size"], more>
  : never
  readonly grouped: this["more"] extends infer more extends Convolved ?
    Conv1DGrouped<this["filters"], this["size"], this["groups"], more>
  : never
}

/**
 * Moves a window over a sequence: each filter multiplies the window by its kernel and adds all of that up, then the bias
 * and the activation.
 *
 * @shape `[B, T, C]` to `[B, T', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `ceil((T - reach) / strides)`, and a padded one `ceil(T / strides)`; `kernelSize * C * filters + filters` weights,
 * with `groups` of channels `C / groups` instead of `C`
 * @param options.kernelSize a positive integer
 * @throws ShapeError when the input is not of rank 3, the window does not fit it, or `groups` do not divide its channels
 * @see https://keras.io/api/layers/convolution_layers/convolution1d/
 * @example
 * conv1d({ filters: 8, kernelSize: 3 })(input({ shape: [10, 12] })) // => SymbolicTensor<["B", 8, 8]>
 */
export const conv1d = layer<Grouped<types, 1, "causal">, Conv1DOptions>(convolution("conv1d", 3, paddings))
