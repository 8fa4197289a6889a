/** What the separable convolutions have in common: each channel by itself, then all channels of a place. */
import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { product, sum } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { filters, type MovedOptions, movedOptions } from "./convolution.js"
import type { LayerOptions } from "./define.js"
import { type Deep, type DeepOptions, deepOptions, type Shallow, type shallowOr } from "./depthwise.js"
import { areaOf } from "./kernel.js"
import { type AxesOf, axesOf, channelsOf, kindOf, type SpaceRank, titleOf } from "./space.js"
import type { LayerSpec } from "./spec.js"
import { constraint, type Constraint, initializer, type Initializer, regularizer, type Regularizer } from "./weights.js"
import { windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** Options of a separable convolution over so many axes. */
export interface SeparableOptions<
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
  depth extends number = number,
  bias extends boolean = boolean,
>
  extends
    MovedOptions<axes, size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
    DeepOptions<depth> {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
  /** How the kernel over all channels begins. @default "glorotUniform" */
  readonly pointwiseInitializer?: Initializer
  /** What the kernel over all channels costs. */
  readonly pointwiseRegularizer?: Regularizer
  /** What the kernel over all channels is brought back to. */
  readonly pointwiseConstraint?: Constraint
}

/** How a separable convolution over so many axes is called. */
export type Separable<types extends windows.LayerTypes, axes extends number> = <
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
  options: SeparableOptions<
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
    depth,
    bias
  >,
) => (types & {
  readonly filters: filters
  readonly size: oneOrList<size, sizes, number>
  readonly more: {
    strides: oneOrList<stride, strides, 1>
    padding: padding
    dilationRate: oneOrList<dilation, dilations, 1>
    dataFormat: format
    depthMultiplier: depth
    useBias: bias
  }
})[shallowOr<stride | strides | dilation | dilations, padding, format, depth, bias>]

/** `area * C * depth` and `C * depth * filters`, and `filters` more for a bias. */
type separableCount<In, filters, size, axes extends 1 | 2 | 3, format, depth, bias> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : separableSum<product<channelsOf<In, format>, depth>, areaOf<size, axes>, filters, bias>
  : number
type separableSum<deep, area, filters, bias> =
  bias extends false ? product<deep, sum<area, filters>> : sum<product<deep, sum<area, filters>>, filters>
const separableCount = (input: RuntimeShape, options: SeparableOptions, axes: number) => {
  const { filters, kernelSize, dataFormat = "channelsLast", depthMultiplier = 1, useBias } = options
  const deep = product(channelsOf(input, dataFormat), depthMultiplier)
  const kernels = product(deep, sum(areaOf(kernelSize, axes), filters))
  return useBias === false ? kernels : sum(kernels, filters)
}

export interface separableRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out more extends Deep = Shallow,
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
  readonly params: separableCount<
    this["in"],
    filters,
    size,
    AxesOf<rank>,
    more["dataFormat"],
    more["depthMultiplier"],
    more["useBias"]
  >
}
export const separable = (layer: string, rank: SpaceRank): LayerSpec<Omit<SeparableOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: options => titleOf(layer, options.filters),
  options: {
    filters,
    ...movedOptions(rank, windows.padding),
    ...deepOptions,
    pointwiseInitializer: initializer,
    pointwiseRegularizer: regularizer,
    pointwiseConstraint: constraint,
  },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer,
      named: options.filters,
      window: "kernel",
      rank,
      size: options.kernelSize,
      channels: options.filters,
    }),
  params: (input, options) => separableCount(input, options, axesOf(rank)),
  config: given => ({ depthwiseInitializer: "glorotUniform", ...given }),
})
