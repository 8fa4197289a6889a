import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Convolution2DOptions, convolutionOptions2D } from "../core/convolution.js"
import { type Deep, type DepthwiseOptions, depthwiseOptions, type Shallow } from "../core/depthwise.js"
import { layer } from "../core/define.js"
import { areaOf } from "../core/kernel.js"
import type { Layer } from "../core/layer.js"
import { channelsOf, type titleOf } from "../core/space.js"
import { type Channels, windowShape } from "../core/window.js"
import * as windows from "../core/windowOptions.js"
import { showAxes } from "../ops/axis.js"
import { increment, product } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface DepthwiseConv2DOptions<
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
  /** How many kernels each channel has, and so channels of the output: a positive integer. @default 1 */
  readonly depthMultiplier?: positive<depth, "depthMultiplier">
}

/** `area * C * depth`, and `C * depth` more for a bias. */
type depthwiseCount<In, size, format, depth, bias> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : product<product<channelsOf<In, format>, depth>, bias extends false ? areaOf<size, 2> : increment<areaOf<size, 2>>>
  : number
const depthwiseCount = (input: RuntimeShape, options: DepthwiseConv2DOptions) => {
  const { kernelSize, dataFormat = "channelsLast", depthMultiplier = 1, useBias } = options
  const area = areaOf(kernelSize, 2)
  return product(product(channelsOf(input, dataFormat), depthMultiplier), useBias === false ? area : increment(area))
}

interface depthwiseConv2dRule<in out size, in out more extends Deep> extends Rule {
  readonly title: titleOf<"depthwiseConv2d", size>
  readonly out: windowShape<
    this["in"],
    "depthwiseConv2d",
    size,
    "kernel",
    4,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    Channels<more["depthMultiplier"]>
  >
  readonly params: depthwiseCount<this["in"], size, more["dataFormat"], more["depthMultiplier"], more["useBias"]>
}

/** A convolution of each channel by itself, with windows of `size`. */
export interface DepthwiseConv2D<size extends windows.Sizes> extends Layer<depthwiseConv2dRule<size, Shallow>> {}
/** A depthwise convolution whose depth, strides, padding, dilation, data format or bias is not the default, or may be. */
export interface DepthwiseConv2DWith<size extends windows.Sizes, more extends Deep> extends Layer<
  depthwiseConv2dRule<size, more>
> {}

/**
 * Moves a window over each channel of an image by itself: each of `depthMultiplier` kernels a channel gives one channel.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', C * depthMultiplier]`, where H' and W' are those of `conv2d`;
 * `(kernelSize² + 1) * C * depthMultiplier` weights
 * @param options.kernelSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
 * @example
 * depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })(input({ shape: [28, 28, 4] })) // => SymbolicTensor<["B", 26, 26, 8]>
 */
export const depthwiseConv2d = layer<
  <
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
    options: DepthwiseConv2DOptions<size, sizes, stride, strides, dilation, dilations, padding, format, depth, bias>,
  ) => [stride | strides | dilation | dilations, padding, format, depth, bias] extends (
    [never, "valid", "channelsLast", 1, true]
  ) ?
    DepthwiseConv2D<oneOrList<size, sizes, number>>
  : DepthwiseConv2DWith<
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
  DepthwiseConv2DOptions
>({
  kind: "DepthwiseConv2D",
  title: ({ kernelSize }) => `depthwiseConv2d(${showAxes(kernelSize)})`,
  options: { ...convolutionOptions2D, ...depthwiseOptions },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer: "depthwiseConv2d",
      named: options.kernelSize,
      window: "kernel",
      rank: 4,
      size: options.kernelSize,
      channels: { by: options.depthMultiplier ?? 1 },
    }),
  params: depthwiseCount,
  config: given => ({ depthwiseInitializer: "glorotUniform", ...given }),
})
