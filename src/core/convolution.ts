/** Options that all convolutions have. */
import { type Activation, activation } from "./activations.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import { useBias } from "./weights.js"
import * as windows from "./windowOptions.js"

/** Options of a convolution over an image. */
export interface Convolution2DOptions<
  size extends number,
  sizes extends readonly number[],
  stride extends number,
  strides extends readonly number[],
  dilation extends number,
  dilations extends readonly number[],
  padding extends windows.Padding,
  format extends windows.DataFormat,
  bias extends boolean,
> extends LayerOptions {
  /** Height and width of the window: a positive integer for both, or a list of two. */
  readonly kernelSize: windows.sizes<size, sizes, "kernelSize", 2>
  /** How far the window moves at each step: a positive integer, or a list for height and width. @default 1 */
  readonly strides?: windows.sizes<stride, strides, "strides", 2>
  /** "valid" stays inside the image; "same" pads it with zeros, so that strides of 1 keep its size. @default "valid" */
  readonly padding?: padding
  /** Distance between the elements of the window; above 1 only where the strides are 1. @default 1 */
  readonly dilationRate?: windows.dilations<dilation, dilations, stride, strides, 2>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
  /** Applied to the output. @default "linear" */
  readonly activation?: Activation
  /** Whether a bias is added to each channel of the output. @default true */
  readonly useBias?: bias
}

export const convolutionOptions2D = {
  kernelSize: check.option(windows.sizes(2), [3, 1, 2, [2, 3], [4, 1]]),
  strides: check.option(windows.sizes(2), [undefined, 2, [1, 3], 1]),
  padding: windows.padding,
  dilationRate: check.option(windows.sizes(2), [undefined, 2, [1, 3], 1]),
  dataFormat: windows.dataFormat,
  activation,
  useBias,
}
