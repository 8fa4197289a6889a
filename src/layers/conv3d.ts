import { convolution, type convolutionRule } from "../core/convolution.js"
import { layer } from "../core/define.js"
import type { Grouped, ConvolutionOptions, groupedRule } from "../core/groups.js"
import type { Layer } from "../core/layer.js"
import { type Convolved, type GroupedTypes, padding } from "../core/windowOptions.js"

export interface Conv3DOptions extends ConvolutionOptions<3> {}

/** A convolution of `filters` with windows of `size`. */
export interface Conv3D<filters, size> extends Layer<convolutionRule<"conv3d", 5, filters, size>> {}
/** A convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv3DWith<filters, size, more extends Convolved> extends Layer<
  convolutionRule<"conv3d", 5, filters, size, more>
> {}
/** A convolution whose channels are split into so many groups, each with filters of its own. */
export interface Conv3DGrouped<filters, size, groups, more extends Convolved> extends Layer<
  groupedRule<"conv3d", 5, filters, size, groups, more>
> {}
interface types extends GroupedTypes {
  readonly plain: Conv3D<this["filters"], this["size"]>
  readonly with: this["more"] extends infer more extends Convolved ? Conv3DWith<this["filters"], this["size"], more>
  : never
  readonly grouped: this["more"] extends infer more extends Convolved ?
    Conv3DGrouped<this["filters"], this["size"], this["groups"], more>
  : never
}

/**
 * Moves a window over a volume: each filter multiplies the window by its kernel and adds all of that up, then the bias
 * and the activation.
 *
 * @shape `[B, D, H, W, C]` to `[B, D', H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `ceil((D - reach) / strides)`, and a same one `ceil(D / strides)`; `kernelSize³ * C * filters + filters` weights,
 * with `groups` of channels `C / groups` instead of `C`
 * @param options.kernelSize a positive integer or a list of three
 * @throws ShapeError when the input is not of rank 5, the window does not fit it, or `groups` do not divide its channels
 * @see https://keras.io/api/layers/convolution_layers/convolution3d/
 * @example
 * conv3d({ filters: 8, kernelSize: 3 })(input({ shape: [16, 28, 28, 1] })) // => SymbolicTensor<["B", 14, 26, 26, 8]>
 */
export const conv3d = layer<Grouped<types, 3>, Conv3DOptions>(convolution("conv3d", 5, padding))
