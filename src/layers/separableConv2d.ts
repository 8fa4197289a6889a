import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Convolution2DOptions, convolutionOptions2D } from "../core/convolution.js"
import { type Deep, type DepthwiseOptions, depthwiseOptions, type Shallow } from "../core/depthwise.js"
import { layer } from "../core/define.js"
import { areaOf } from "../core/kernel.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { channelsOf, type titleOf } from "../core/space.js"
import {
  constraint,
  type Constraint,
  initializer,
  type Initializer,
  regularizer,
  type Regularizer,
} from "../core/weights.js"
import { windowShape } from "../core/window.js"
import * as windows from "../core/windowOptions.js"
import { product, sum } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface SeparableConv2DOptions<
  filters extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
  format extends windows.DataFormat = windows.DataFormat,
  depth extends number = number,
  bias extends boolean = boolean,
>
  extends
    Convolution2DOptions<size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
    DepthwiseOptions {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
  /** How many kernels each channel of the input has: a positive integer. @default 1 */
  readonly depthMultiplier?: positive<depth, "depthMultiplier">
  /** How the kernel over all channels begins. @default "glorotUniform" */
  readonly pointwiseInitializer?: Initializer
  /** What the kernel over all channels costs. */
  readonly pointwiseRegularizer?: Regularizer
  /** What the kernel over all channels is brought back to. */
  readonly pointwiseConstraint?: Constraint
}

/** `area * C * depth` and `C * depth * filters`, and `filters` more for a bias. */
type separableCount<In, filters, size, format, depth, bias> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : separableSum<product<channelsOf<In, format>, depth>, areaOf<size, 2>, filters, bias>
  : number
type separableSum<deep, area, filters, bias> =
  bias extends false ? product<deep, sum<area, filters>> : sum<product<deep, sum<area, filters>>, filters>
const separableCount = (input: RuntimeShape, options: SeparableConv2DOptions) => {
  const { filters, kernelSize, dataFormat = "channelsLast", depthMultiplier = 1, useBias } = options
  const deep = product(channelsOf(input, dataFormat), depthMultiplier)
  const kernels = product(deep, sum(areaOf(kernelSize, 2), filters))
  return useBias === false ? kernels : sum(kernels, filters)
}

interface separableConv2dRule<in out filters, in out size, in out more extends Deep> extends Rule {
  readonly title: titleOf<"separableConv2d", filters>
  readonly out: windowShape<
    this["in"],
    "separableConv2d",
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
  readonly params: separableCount<
    this["in"],
    filters,
    size,
    more["dataFormat"],
    more["depthMultiplier"],
    more["useBias"]
  >
}

/** A separable convolution of `filters` with windows of `size`. */
export interface SeparableConv2D<filters extends number, size extends windows.Sizes> extends Layer<
  separableConv2dRule<filters, size, Shallow>
> {}
/** A separable convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface SeparableConv2DWith<
  filters extends number,
  size extends windows.Sizes,
  more extends Deep,
> extends Layer<separableConv2dRule<filters, size, more>> {}

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
export const separableConv2d = layer<
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
    const depth extends number = 1,
    bias extends boolean = true,
  >(
    options: SeparableConv2DOptions<
      filters,
      size,
      sizes,
      stride,
      strides,
      dilation,
      dilations,
      padding,
      format,
      depth,
      bias
    >,
  ) => [stride | strides | dilation | dilations, padding, format, depth, bias] extends (
    [never, "valid", "channelsLast", 1, true]
  ) ?
    SeparableConv2D<filters, oneOrList<size, sizes, number>>
  : SeparableConv2DWith<
      filters,
      oneOrList<size, sizes, number>,
      {
        strides: oneOrList<stride, strides, 1>
        padding: padding
        dilationRate: oneOrList<dilation, dilations, 1>
        dataFormat: format
        depthMultiplier: depth
        useBias: bias
      }
    >,
  SeparableConv2DOptions
>({
  kind: "SeparableConv2D",
  title: ({ filters }) => `separableConv2d(${filters})`,
  options: {
    filters: check.option(check.positive, [4, 1, 6]),
    ...convolutionOptions2D,
    ...depthwiseOptions,
    pointwiseInitializer: initializer,
    pointwiseRegularizer: regularizer,
    pointwiseConstraint: constraint,
  },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer: "separableConv2d",
      named: options.filters,
      window: "kernel",
      rank: 4,
      size: options.kernelSize,
      channels: options.filters,
    }),
  params: separableCount,
  config: given => ({ depthwiseInitializer: "glorotUniform", ...given }),
})
