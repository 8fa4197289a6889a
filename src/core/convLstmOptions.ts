/** How the convolutional LSTMs are called: their options, and the type that a call gives. */
import type { oneOrList, positive } from "../../types/error.js"
import type { GateOptions, SequenceOptions, StepOptions } from "./sequence.js"
import type { KernelOptions } from "./weights.js"
import type * as windows from "./windowOptions.js"

/** Options of a convolutional LSTM over so many axes of space. */
export interface ConvLSTMOptions<
  axes extends number = number,
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
  sequences extends boolean = boolean,
  states extends boolean = boolean,
>
  extends
    SequenceOptions<sequences, states>,
    StepOptions,
    Pick<KernelOptions, "activityRegularizer">,
    Pick<GateOptions, "recurrentActivation"> {
  /** Number of channels of the output, and of the states: a positive integer. */
  readonly filters: positive<filters, "filters">
  /** Length of the window on each axis: a positive integer for all, or a list with one each. */
  readonly kernelSize: windows.sizes<size, sizes, "kernelSize", axes>
  /** How far the window moves over the input: a positive integer, or a list with one for each axis. @default 1 */
  readonly strides?: windows.sizes<stride, strides, "strides", axes>
  /** "valid" stays inside the input; "same" pads it with zeros, so that strides of 1 keep its size. @default "valid" */
  readonly padding?: padding
  /** Distance between the elements of the window; above 1 only where the strides are 1. @default 1 */
  readonly dilationRate?: windows.dilations<dilation, dilations, stride, strides, axes>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
  /** Part of the inputs that is dropped in training, from 0 up to 1. @default 0 */
  readonly dropout?: number
  /** Part of the states that is dropped in training, from 0 up to 1. @default 0 */
  readonly recurrentDropout?: number
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
  /** Begins with a bias of 1 on the forget gate (Jozefowicz et al. 2015). @default true */
  readonly unitForgetBias?: boolean
}

/** How a convolutional LSTM over so many axes is called. */
export type ConvolutionalLSTM<types extends ConvLSTMTypes, axes extends number> = <
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
  sequences extends boolean = false,
  states extends boolean = false,
>(
  options: ConvLSTMOptions<
    axes,
    filters,
    size,
    sizes,
    stride,
    strides,
    dilation,
    dilations,
    padding,
    format,
    bias,
    sequences,
    states
  >,
) => (types & {
  readonly filters: filters
  readonly size: oneOrList<size, sizes, number>
  readonly sequences: sequences
  readonly states: states
  readonly more: {
    strides: oneOrList<stride, strides, 1>
    padding: padding
    dilationRate: oneOrList<dilation, dilations, 1>
    dataFormat: format
    useBias: bias
  }
})[plainOr<stride | strides | dilation | dilations, padding, format, bias>]

/** Which type of a kind a call gives. */
type plainOr<moved, padding, format, bias> =
  [moved, padding, format, bias] extends [never, "valid", "channelsLast", true] ? "plain" : "with"

/** The types of the layers of one kind; a kind extends it, and reads `this["size"]`. */
export interface ConvLSTMTypes {
  readonly filters: unknown
  readonly size: unknown
  readonly sequences: unknown
  readonly states: unknown
  readonly more: unknown
  readonly plain: unknown
  readonly with: unknown
}
