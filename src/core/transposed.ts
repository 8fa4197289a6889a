/** What the transposed convolutions have in common: their options, the shape that they give, and how they are called. */
import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import type { RuntimeDim } from "../ops/dim.js"
import { extendedLength, sizeAt, transposedLength } from "../ops/window.js"
import { filters, type MovedOptions, movedOptions, type plainOr } from "./convolution.js"
import type { LayerOptions } from "./define.js"
import { kernelCount } from "./kernel.js"
import * as check from "./options.js"
import { fitting, type outputPaddings, outputPaddings as paddingsOf } from "./outputPadding.js"
import {
  type AxesOf,
  type arranged,
  axesOf,
  inSpace,
  kindOf,
  type spaceOf,
  type SpaceRank,
  titleOf,
  type wantsSpace,
} from "./space.js"
import type { LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import { type KernelOptions, kernelOptions } from "./weights.js"
import * as windows from "./windowOptions.js"

/** Options of a transposed convolution over so many axes. */
export interface TransposedOptions<
  axes extends number = number,
  padding extends windows.Padding = windows.Padding,
  filters extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  format extends windows.DataFormat = windows.DataFormat,
  bias extends boolean = boolean,
  added extends number = number,
  addeds extends readonly number[] = readonly number[],
>
  extends MovedOptions<axes, size, sizes, stride, strides, dilation, dilations, padding, format, bias>, KernelOptions {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
  /** How much longer an axis becomes than the least that leads back: from 0, below the strides, or a list. */
  readonly outputPadding?: outputPaddings<
    added,
    addeds,
    axes,
    {
      readonly strides: oneOrList<stride, strides, 1>
      readonly padding: padding
      readonly size: oneOrList<size, sizes, number>
      readonly dilation: oneOrList<dilation, dilations, 1>
    }
  >
}

/** How a transposed convolution over so many axes is called. */
export type Transposed<types extends windows.PaddedTypes, axes extends number> = <
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
  const added extends number = never,
  const addeds extends readonly number[] = never,
>(
  options: TransposedOptions<
    axes,
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
    added,
    addeds
  >,
) => (types & {
  readonly filters: filters
  readonly size: oneOrList<size, sizes, number>
  readonly more: {
    strides: oneOrList<stride, strides, 1>
    padding: padding
    dilationRate: oneOrList<dilation, dilations, 1>
    dataFormat: format
    useBias: bias
  }
  readonly outputPadding: oneOrList<added, addeds, 0>
})[[added | addeds] extends [never] ? plainOr<stride | strides | dilation | dilations, padding, format, bias>
: "padded"]

/** `[B, ...space, C]` becomes `[B, ...lengths, filters]`, or with the channels first `[B, filters, ...lengths]`. */
type transposedShape<
  In,
  layer extends string,
  rank extends SpaceRank,
  filters,
  size,
  strides,
  padding,
  dilation,
  format extends windows.DataFormat,
  added,
> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        arranged<In[0], lengths<spaceOf<In, format>, size, strides, padding, dilation, added>, filters, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, filters, rank, format>
    : UnknownShape
  : never
type lengths<space, size, strides, padding, dilation, added> =
  [added] extends [never] ?
    {
      -readonly [axis in keyof space]: transposedLength<
        space[axis],
        sizeAt<size, axis>,
        sizeAt<strides, axis>,
        padding,
        sizeAt<dilation, axis>
      >
    }
  : {
      -readonly [axis in keyof space]: extendedLength<
        space[axis],
        sizeAt<size, axis>,
        sizeAt<strides, axis>,
        padding,
        sizeAt<dilation, axis>,
        sizeAt<added, axis>
      >
    }

export interface transposedRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out more extends windows.Convolved = windows.Plain,
  in out added = never,
> extends Rule {
  readonly title: titleOf<layer, filters>
  readonly out: transposedShape<
    this["in"],
    layer,
    rank,
    filters,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    added
  >
  readonly params: kernelCount<this["in"], filters, size, AxesOf<rank>, more["dataFormat"], more["useBias"]>
}
export const transposed = (layer: string, rank: SpaceRank): LayerSpec<Omit<TransposedOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ filters }) => titleOf(layer, filters),
  options: {
    filters,
    ...movedOptions(rank, windows.padding),
    outputPadding: check.option(paddingsOf(axesOf(rank)), [
      undefined,
      1,
      ...windows.lists(axesOf(rank), [0, 2, 1], [1, 0, 0]),
      0,
    ]),
    ...kernelOptions,
  },
  together: options => windows.undilated(options) ?? fitting(options),
  shape: (input, options) => {
    const { filters, kernelSize, strides = 1, padding = "valid", dilationRate = 1, dataFormat, outputPadding } = options
    const change = (n: RuntimeDim, axis: number) => {
      const at = { size: sizeAt(kernelSize, axis), stride: sizeAt(strides, axis), padding }
      const moves = { ...at, dilation: sizeAt(dilationRate, axis) }
      return outputPadding === undefined ?
          transposedLength(n, moves)
        : extendedLength(n, moves, sizeAt(outputPadding, axis))
    }
    return inSpace(input, { layer, named: filters, rank, dataFormat }, change, filters)
  },
  params: (input, options) => kernelCount(input, options, axesOf(rank)),
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})
