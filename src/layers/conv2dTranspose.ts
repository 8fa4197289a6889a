import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Convolution2DOptions, convolutionOptions2D } from "../core/convolution.js"
import { layer } from "../core/define.js"
import { kernelCount } from "../core/kernel.js"
import { refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type KernelOptions, kernelOptions } from "../core/weights.js"
import { arranged, axisNames, spaceOf, type titleOf, wantsSpace } from "../core/space.js"
import type { UnknownShape } from "../core/tensor.js"
import * as windows from "../core/windowOptions.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { sizeAt, transposedLength } from "../ops/window.js"

export interface Conv2DTransposeOptions<
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

/** `[B, ...space, C]` becomes `[B, ...lengths, filters]`, or with the channels first `[B, filters, ...lengths]`. */
type conv2dTransposeShape<In, filters, size, strides, padding, dilation, format extends windows.DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends 4 ?
        arranged<In[0], lengths<spaceOf<In, format>, size, strides, padding, dilation>, filters, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, "conv2dTranspose", filters, 4, format>
    : UnknownShape
  : never
type lengths<space, size, strides, padding, dilation> = {
  -readonly [axis in keyof space]: transposedLength<
    space[axis],
    sizeAt<size, axis>,
    sizeAt<strides, axis>,
    padding,
    sizeAt<dilation, axis>
  >
}
const conv2dTransposeShape = (input: RuntimeShape, options: Conv2DTransposeOptions) => {
  const { filters, kernelSize, strides = 1, padding = "valid", dilationRate = 1, dataFormat = "channelsLast" } = options
  if (input.length !== 4) {
    const sentence = wantsSpace(input, "conv2dTranspose", filters, 4, dataFormat)
    return refuse(sentence, axisNames[4][dataFormat].all, show(input))
  }
  const lengths = spaceOf(input, dataFormat).map((n, axis) => {
    const moves = { size: sizeAt(kernelSize, axis), stride: sizeAt(strides, axis), padding }
    return transposedLength(n, { ...moves, dilation: sizeAt(dilationRate, axis) })
  })
  return arranged(input[0] ?? null, lengths, filters, dataFormat)
}

interface conv2dTransposeRule<in out filters, in out size, in out more extends windows.Convolved> extends Rule {
  readonly title: titleOf<"conv2dTranspose", filters>
  readonly out: conv2dTransposeShape<
    this["in"],
    filters,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"]
  >
  readonly params: kernelCount<this["in"], filters, size, 2, more["dataFormat"], more["useBias"]>
}

/** A transposed convolution of `filters` with windows of `size`. */
export interface Conv2DTranspose<filters extends number, size extends windows.Sizes> extends Layer<
  conv2dTransposeRule<filters, size, windows.Plain>
> {}
/** A transposed convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv2DTransposeWith<
  filters extends number,
  size extends windows.Sizes,
  more extends windows.Convolved,
> extends Layer<conv2dTransposeRule<filters, size, more>> {}

/**
 * A convolution read backwards: each place of the image is multiplied by the kernel and added to a window of a larger one.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `H * strides + max(reach + 1 - strides, 0)`, and a same one `H * strides`; `kernelSize² * C * filters + filters`
 * weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/convolution_layers/convolution2d_transpose/
 * @example
 * conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2 })(input({ shape: [7, 7, 4] })) // => SymbolicTensor<["B", 15, 15, 8]>
 */
export const conv2dTranspose = layer<
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
    options: Conv2DTransposeOptions<filters, size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
  ) => [stride | strides | dilation | dilations, padding, format, bias] extends [never, "valid", "channelsLast", true] ?
    Conv2DTranspose<filters, oneOrList<size, sizes, number>>
  : Conv2DTransposeWith<
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
  Conv2DTransposeOptions
>({
  kind: "Conv2DTranspose",
  title: ({ filters }) => `conv2dTranspose(${filters})`,
  options: {
    filters: check.option(check.positive, [4, 1, 6]),
    ...convolutionOptions2D,
    ...kernelOptions,
  },
  together: windows.undilated,
  shape: conv2dTransposeShape,
  params: (input, options) => kernelCount(input, options, 2),
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})
