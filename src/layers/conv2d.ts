import type { oneOrList } from "../../types/error.js"
import { convolution, type convolutionRule } from "../core/convolution.js"
import { layer } from "../core/define.js"
import type { ConvolutionOptions, groupedRule } from "../core/groups.js"
import type { Layer } from "../core/layer.js"
import { type Convolved, type DataFormat, type Padding, padding } from "../core/windowOptions.js"

export interface Conv2DOptions extends ConvolutionOptions<2> {}

/** A convolution of `filters` with windows of `size`. */
export interface Conv2D<filters, size> extends Layer<convolutionRule<"conv2d", 4, filters, size>> {}
/** A convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv2DWith<filters, size, more extends Convolved> extends Layer<
  convolutionRule<"conv2d", 4, filters, size, more>
> {}
/** A convolution whose channels are split into so many groups, each with filters of its own. */
export interface Conv2DGrouped<filters, size, groups, more extends Convolved> extends Layer<
  groupedRule<"conv2d", 4, filters, size, groups, more>
> {}

/**
 * Moves a window over an image: each filter multiplies the window by its kernel and adds all of that up, then the bias
 * and the activation.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `ceil((H - reach) / strides)`, and a same one `ceil(H / strides)`; `kernelSize² * C * filters + filters` weights,
 * with `groups` of channels `C / groups` instead of `C`
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4, the window does not fit it, or `groups` do not divide its channels
 * @see https://keras.io/api/layers/convolution_layers/convolution2d/
 * @example
 * conv2d({ filters: 8, kernelSize: 3 })(input({ shape: [28, 28, 1] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const conv2d = layer<
  // `Grouped`, and in part `oneOrList`, written out: through them the layer that most programs have most of costs more.
  <
    const filters extends number,
    const size extends number = never,
    const sizes extends readonly number[] = never,
    const stride extends number = never,
    const strides extends readonly number[] = never,
    const dilation extends number = never,
    const dilations extends readonly number[] = never,
    padding extends Padding = "valid",
    format extends DataFormat = "channelsLast",
    bias extends boolean = true,
    const groups extends number = never,
  >(
    options: ConvolutionOptions<
      2,
      padding,
      filters,
      size,
      sizes,
      stride,
      strides,
      dilation,
      dilations,
      format,
      bias,
      groups
    >,
  ) => [stride | strides | dilation | dilations | groups, padding, format, bias] extends (
    [never, "valid", "channelsLast", true]
  ) ?
    Conv2D<filters, number extends size ? sizes : size>
  : [groups] extends [never] ?
    Conv2DWith<
      filters,
      number extends size ? sizes : size,
      {
        strides: oneOrList<stride, strides, 1>
        padding: padding
        dilationRate: oneOrList<dilation, dilations, 1>
        dataFormat: format
        useBias: bias
      }
    >
  : Conv2DGrouped<
      filters,
      number extends size ? sizes : size,
      groups,
      {
        strides: oneOrList<stride, strides, 1>
        padding: padding
        dilationRate: oneOrList<dilation, dilations, 1>
        dataFormat: format
        useBias: bias
      }
    >,
  Conv2DOptions
>(convolution("conv2d", 4, padding))
