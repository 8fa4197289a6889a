/** Convolutions whose channels are split into groups, each with filters of its own. */
import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { product, quotient, type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import type { MovedOptions, plainOr } from "./convolution.js"
import { isRefusal, refuse } from "./error.js"
import { areaOf, countOf } from "./kernel.js"
import { type AxesOf, channelsOf, type SpaceRank, titleOf } from "./space.js"
import type { Answer } from "./spec.js"
import type { KernelOptions } from "./weights.js"
import type { windowShape } from "./window.js"
import type * as windows from "./windowOptions.js"

/** Options of a convolution over so many axes that may be in groups. */
export interface ConvolutionOptions<
  axes extends number = number,
  padding extends windows.Padding | "causal" = windows.Padding,
  filters extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  format extends windows.DataFormat = windows.DataFormat,
  bias extends boolean = boolean,
  groups extends number = number,
>
  extends MovedOptions<axes, size, sizes, stride, strides, dilation, dilations, padding, format, bias>, KernelOptions {
  /** Number of channels of the output: a positive integer. */
  readonly filters: positive<filters, "filters">
  /**
   * How many groups the channels are split into: a number that divides them and `filters`. Each group of filters sees one
   * group of channels. @default 1
   */
  readonly groups?: groupCount<groups, filters>
}

/** A number of groups that divides the filters; otherwise the sentence. */
export type groupCount<groups extends number, filters extends number> =
  number extends groups ? groups
  : positive<groups, "groups"> extends number ?
    number extends filters ? groups
    : positive<filters, "filters"> extends number ?
      [quotient<filters, groups>] extends [never] ?
        wantsDivisor<groups, filters>
      : groups
    : groups
  : positive<groups, "groups">
export const divides = ({ groups = 1, filters }: { readonly groups?: number; readonly filters: number }) =>
  filters % groups === 0 ? undefined : wantsDivisor(groups, filters)

type wantsDivisor<
  groups extends number,
  filters extends number,
> = `groups must divide filters, got ${groups} with filters ${filters}`
const wantsDivisor = (groups: number, filters: number) =>
  `groups must divide filters, got ${groups} with filters ${filters}`

/** How a convolution over so many axes that may be in groups is called; `more` are paddings besides "valid" and "same". */
export type Grouped<types extends windows.GroupedTypes, axes extends number, more extends "causal" = never> = <
  const filters extends number,
  const size extends number = never,
  const sizes extends readonly number[] = never,
  const stride extends number = never,
  const strides extends readonly number[] = never,
  const dilation extends number = never,
  const dilations extends readonly number[] = never,
  padding extends windows.Padding | more = "valid",
  format extends windows.DataFormat = "channelsLast",
  bias extends boolean = true,
  const groups extends number = never,
>(
  options: ConvolutionOptions<
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
    groups
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
  readonly groups: groups
})[[groups] extends [never] ? plainOr<stride | strides | dilation | dilations, padding, format, bias> : "grouped"]

/** What a window gives, when the groups divide the channels. */
type groupedShape<In, layer extends string, filters, groups, format extends windows.DataFormat, found> =
  In extends readonly unknown[] ?
    found extends readonly unknown[] ?
      number extends found["length"] ? found
      : [quotient<channelsOf<In, format>, groups>] extends [never] ?
        splitsBadly<In, layer, filters, groups, channelsOf<In, format>>
      : found
    : found
  : found
export const groupedShape = (
  input: RuntimeShape,
  given: {
    readonly layer: string
    readonly filters: number
    readonly groups: number
    readonly dataFormat?: windows.DataFormat
  },
  found: Answer,
): Answer => {
  if (isRefusal(found)) return found
  const { layer, filters, groups, dataFormat = "channelsLast" } = given
  const C = channelsOf(input, dataFormat)
  if (quotient(C, groups) !== undefined) return found
  return refuse(splitsBadly(input, layer, filters, groups, C), `a multiple of ${groups}`, showDim(C))
}

type splitsBadly<
  In,
  layer extends string,
  filters,
  groups,
  C,
> = `${titleOf<layer, filters>} splits its channels into ${showDim<groups>} groups, but there are ${showDim<C>} in ${show<In>}; choose groups that divide them`
const splitsBadly = (input: RuntimeShape, layer: string, filters: number, groups: number, C: RuntimeDim) =>
  `${titleOf(layer, filters)} splits its channels into ${showDim(groups)} groups, but there are ${showDim(C)} in ${show(input)}; choose groups that divide them`

/** `area * C / groups * filters`, and `filters` more for a bias. */
type groupedCount<In, filters, size, axes extends 1 | 2 | 3, format, bias, groups> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : countOf<product<areaOf<size, axes>, quotient<channelsOf<In, format>, groups>>, filters, bias>
  : number
export const groupedCount = (
  input: RuntimeShape,
  options: {
    readonly filters: number
    readonly kernelSize: windows.Sizes
    readonly dataFormat?: windows.DataFormat
    readonly useBias?: boolean
    readonly groups?: number
  },
  axes: number,
): RuntimeDim => {
  const { filters, kernelSize, dataFormat = "channelsLast", useBias, groups = 1 } = options
  const C = quotient(channelsOf(input, dataFormat), groups) ?? null
  return countOf(product(areaOf(kernelSize, axes), C), filters, useBias)
}

export interface groupedRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out groups,
  in out more extends windows.Convolved = windows.Plain,
> extends Rule {
  readonly title: titleOf<layer, filters>
  readonly out: more["dataFormat"] extends infer format extends windows.DataFormat ?
    format extends unknown ?
      groupedShape<
        this["in"],
        layer,
        filters,
        groups,
        format,
        windowShape<
          this["in"],
          layer,
          filters,
          "kernel",
          rank,
          size,
          more["strides"],
          more["padding"],
          more["dilationRate"],
          format,
          filters
        >
      >
    : never
  : never
  readonly params: groupedCount<this["in"], filters, size, AxesOf<rank>, more["dataFormat"], more["useBias"], groups>
  readonly kernel: filters
}
