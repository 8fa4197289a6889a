import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Activation, activation } from "../core/activations.js"
import { layer, type LayerOptions } from "../core/define.js"
import { kernelCount } from "../core/kernel.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { titleOf } from "../core/space.js"
import { type KernelOptions, kernelOptions, useBias } from "../core/weights.js"
import { windowShape } from "../core/window.js"
import * as windows from "../core/windowOptions.js"

export interface Conv1DOptions<
  filters extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  padding extends Padding1D = Padding1D,
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  format extends windows.DataFormat = windows.DataFormat,
  bias extends boolean = boolean,
>
  extends LayerOptions, KernelOptions {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
  /** Number of steps in a window: a positive integer. */
  readonly kernelSize: windows.sizes<size, sizes, "kernelSize", 1>
  /** How far the window moves at each step: a positive integer. @default 1 */
  readonly strides?: windows.sizes<stride, strides, "strides", 1>
  /**
   * "valid" stays inside the sequence; "same" and "causal" pad it with zeros, so that strides of 1 keep its length, and
   * with "causal" no step sees a later one. @default "valid"
   */
  readonly padding?: padding
  /** Distance between the steps of a window; above 1 only where the strides are 1. @default 1 */
  readonly dilationRate?: windows.dilations<dilation, dilations, stride, strides, 1>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
  /** Applied to the output. @default "linear" */
  readonly activation?: Activation
  /** Whether a bias is added to each filter. @default true */
  readonly useBias?: bias
}

/** "causal" pads with zeros before the sequence, so that no step sees a later one. */
type Padding1D = windows.Padding | "causal"

interface conv1dRule<in out filters, in out size, in out more extends windows.Convolved> extends Rule {
  readonly title: titleOf<"conv1d", filters>
  readonly out: windowShape<
    this["in"],
    "conv1d",
    filters,
    "kernel",
    3,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    filters
  >
  readonly params: kernelCount<this["in"], filters, size, 1, more["dataFormat"], more["useBias"]>
  readonly kernel: filters
}

/** A convolution of `filters` with windows of `size`. */
export interface Conv1D<filters extends number, size extends windows.Sizes> extends Layer<
  conv1dRule<filters, size, windows.Plain>
> {}
/** A convolution whose strides, padding, dilation, data format or bias is not the default, or may be. */
export interface Conv1DWith<
  filters extends number,
  size extends windows.Sizes,
  more extends windows.Convolved,
> extends Layer<conv1dRule<filters, size, more>> {}

/**
 * Moves a window over a sequence: each filter multiplies the window by its kernel and adds all of that up, then the bias
 * and the activation.
 *
 * @shape `[B, T, C]` to `[B, T', filters]`, where with `reach = (kernelSize - 1) * dilationRate` a valid axis
 * becomes `ceil((T - reach) / strides)`, and a padded one `ceil(T / strides)`; `kernelSize * C * filters + filters` weights
 * @param options.kernelSize a positive integer
 * @throws ShapeError when the input is not of rank 3, or the window does not fit it
 * @see https://keras.io/api/layers/convolution_layers/convolution1d/
 * @example
 * conv1d({ filters: 8, kernelSize: 3 })(input({ shape: [10, 12] })) // => SymbolicTensor<["B", 8, 8]>
 */
export const conv1d = layer<
  <
    const filters extends number,
    const size extends number = never,
    const sizes extends readonly number[] = never,
    const stride extends number = never,
    const strides extends readonly number[] = never,
    const dilation extends number = never,
    const dilations extends readonly number[] = never,
    padding extends Padding1D = "valid",
    format extends windows.DataFormat = "channelsLast",
    bias extends boolean = true,
  >(
    options: Conv1DOptions<filters, size, sizes, stride, strides, padding, dilation, dilations, format, bias>,
  ) => [stride | strides | dilation | dilations, padding, format, bias] extends [never, "valid", "channelsLast", true] ?
    Conv1D<filters, oneOrList<size, sizes, number>>
  : Conv1DWith<
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
  Conv1DOptions
>({
  kind: "Conv1D",
  title: ({ filters }) => `conv1d(${filters})`,
  options: {
    filters: check.option(check.positive, [4, 1, 6]),
    kernelSize: check.option(windows.sizes(1), [3, 1, 2, [5]]),
    strides: check.option(windows.sizes(1), [undefined, 2, [3], 1]),
    padding: check.option(check.oneOf(["valid", "same", "causal"]), [undefined, "same", "causal"]),
    dilationRate: check.option(windows.sizes(1), [undefined, 2, [3], 1]),
    dataFormat: windows.dataFormat,
    activation,
    useBias,
    ...kernelOptions,
  },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer: "conv1d",
      named: options.filters,
      window: "kernel",
      rank: 3,
      size: options.kernelSize,
      channels: options.filters,
    }),
  params: (input, options) => kernelCount(input, options, 1),
  kernel: ({ filters }) => filters,
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})
