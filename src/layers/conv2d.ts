import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Convolution2DOptions, convolutionOptions2D } from "../core/convolution.js"
import { layer } from "../core/define.js"
import { kernelCount } from "../core/kernel.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { titleOf } from "../core/space.js"
import { type KernelOptions, kernelOptions } from "../core/weights.js"
import { windowShape } from "../core/window.js"
import * as windows from "../core/windowOptions.js"

export interface Conv2DOptions<
  filters extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
  format extends windows.DataFormat = windows.DataFormat,
  bias extends boolean = boolean,
>
  extends
    Convolution2DOptions<size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
    KernelOptions {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
}

interface conv2dRule<in out filters, in out size, in out more extends windows.Convolved> extends Rule {
  readonly title: titleOf<"conv2d", filters>
  readonly out: windowShape<
    this["in"],
    "conv2d",
    filters,
    "kernel",
    4,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    filters
  >
  readonly params: kernelCount<this["in"], filters, size, 2, more["dataFormat"], more["useBias"]>
  readonly kernel: filters
}

/** A convolution of `filters` with windows of `size`. */
export interface Conv2D<filters extends number, size extends windows.Sizes> extends Layer<
  conv2dRule<filters, size, windows.Plain>
> {}
/** A convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv2DWith<
  filters extends number,
  size extends windows.Sizes,
  more extends windows.Convolved,
> extends Layer<conv2dRule<filters, size, more>> {}

/**
 * Moves a window over an image: each filter multiplies the window by its kernel and adds all of that up, then the bias
 * and the activation.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `ceil((H - reach) / strides)`, and a same one `ceil(H / strides)`; `kernelSize² * C * filters + filters` weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/convolution2d/
 * @example
 * conv2d({ filters: 8, kernelSize: 3 })(input({ shape: [28, 28, 1] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const conv2d = layer<
  <
    const filters extends number,
    const size extends number = never,
    const sizes extends readonly number[] = never,
    const stride extends number = never,
    const strides extends readonly number[] = never,
    const dilation extends number = never,
    const dilations extends readonly number[] = never,
    padding extends windows.Padding = "valid",
    format extends windows.DataFormat = "channelsLast",
    bias extends boolean = true,
  >(
    options: Conv2DOptions<filters, size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
  ) => [stride | strides | dilation | dilations, padding, format, bias] extends [never, "valid", "channelsLast", true] ?
    Conv2D<filters, oneOrList<size, sizes, number>>
  : Conv2DWith<
      filters,
      oneOrList<size, sizes, number>,
      {
        strides: oneOrList<stride, strides, 1>
        padding: padding
        dilationRate: oneOrList<dilation, dilations, 1>
        dataFormat: format
        useBias: bias
      }
    >,
  Conv2DOptions
>({
  kind: "Conv2D",
  title: ({ filters }) => `conv2d(${filters})`,
  options: {
    filters: check.option(check.positive, [4, 1, 6]),
    ...convolutionOptions2D,
    ...kernelOptions,
  },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer: "conv2d",
      named: options.filters,
      window: "kernel",
      rank: 4,
      size: options.kernelSize,
      channels: options.filters,
    }),
  params: (input, options) => kernelCount(input, options, 2),
  kernel: ({ filters }) => filters,
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})
