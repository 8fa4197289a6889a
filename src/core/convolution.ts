/** What all convolutions have in common: their options, the shape that they give, and how they are called. */
import type { Rule } from "../../types/rule.js"
import { type Activation, activation } from "./activations.js"
import type { LayerOptions } from "./define.js"
import { divides, groupedCount, groupedShape, type ConvolutionOptions } from "./groups.js"
import type { kernelCount } from "./kernel.js"
import * as check from "./options.js"
import { type AxesOf, axesOf, kindOf, type SpaceRank, titleOf } from "./space.js"
import type { LayerSpec } from "./spec.js"
import { kernelOptions, useBias } from "./weights.js"
import { windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** Options of every layer that moves a kernel over so many axes. */
export interface MovedOptions<
  axes extends number,
  size extends number,
  sizes extends readonly number[],
  stride extends number,
  strides extends readonly number[],
  dilation extends number,
  dilations extends readonly number[],
  padding extends windows.Padding | "causal",
  format extends windows.DataFormat,
  bias extends boolean,
> extends LayerOptions {
  /** Length of the window on each axis: a positive integer for all, or a list with one each. */
  readonly kernelSize: windows.sizes<size, sizes, "kernelSize", axes>
  /** How far the window moves at each step: a positive integer, or a list with one for each axis. @default 1 */
  readonly strides?: windows.sizes<stride, strides, "strides", axes>
  /**
   * "valid" stays inside; "same" pads with zeros, so that strides of 1 keep the size. A sequence may also be padded before
   * it alone, with "causal", so that no step sees a later one. @default "valid"
   */
  readonly padding?: padding
  /** Distance between the elements of the window; above 1 only where the strides are 1. @default 1 */
  readonly dilationRate?: windows.dilations<dilation, dilations, stride, strides, axes>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
  /** Applied to the output. @default "linear" */
  readonly activation?: Activation
  /** Whether a bias is added to each channel of the output. @default true */
  readonly useBias?: bias
}

/** Which type of a kind a call gives. */
export type plainOr<moved, padding, format, bias> =
  [moved, padding, format, bias] extends [never, "valid", "channelsLast", true] ? "plain" : "with"

export interface convolutionRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out more extends windows.Convolved = windows.Plain,
> extends Rule {
  readonly title: titleOf<layer, filters>
  readonly out: windowShape<
    this["in"],
    layer,
    filters,
    "kernel",
    rank,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    filters
  >
  readonly params: kernelCount<this["in"], filters, size, AxesOf<rank>, more["dataFormat"], more["useBias"]>
  readonly kernel: filters
}
export const convolution = <padding extends windows.Padding | "causal" = windows.Padding>(
  layer: string,
  rank: SpaceRank,
  paddings: check.Option<padding | undefined>,
): LayerSpec<Omit<ConvolutionOptions<number, padding>, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ filters }) => titleOf(layer, filters),
  options: { filters, ...movedOptions(rank, paddings), groups, ...kernelOptions },
  together: options => windows.undilated(options) ?? divides(options),
  shape: (input, options) => {
    const { filters, kernelSize, groups = 1 } = options
    const at = { ...options, layer, rank, groups, size: kernelSize, named: filters, channels: filters }
    return groupedShape(input, at, windowShape(input, { ...at, window: "kernel" }))
  },
  params: (input, options) => groupedCount(input, options, axesOf(rank)),
  kernel: ({ filters }) => filters,
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})

export const filters = check.option(check.positive, [4, 1, 6])
const groups = check.option<number | undefined>(check.positive, [undefined, 2, 3, 1])

/** The options of a kernel that moves, with their samples. */
export const movedOptions = <padding>(rank: SpaceRank, paddings: check.Option<padding>) => {
  const axes = axesOf(rank)
  return {
    kernelSize: check.option(windows.sizes(axes), [3, 1, 2, ...windows.lists(axes, [2, 3, 1], [4, 1, 2])]),
    strides: check.option(windows.sizes(axes), [undefined, 2, ...windows.lists(axes, [1, 3, 2]), 1]),
    padding: paddings,
    dilationRate: check.option(windows.sizes(axes), [undefined, 2, ...windows.lists(axes, [1, 3, 2]), 1]),
    dataFormat: windows.dataFormat,
    activation,
    useBias,
  }
}
