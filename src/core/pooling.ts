/** What the pooling layers have in common: their options, the shape that they give, and how they are called. */
import type { oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import { axesOf, kindOf, type SpaceRank, titleOf } from "./space.js"
import type { LayerSpec } from "./spec.js"
import { type Channels, windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** Options of a layer that pools over so many axes. */
export interface PoolingOptions<
  axes extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
  format extends windows.DataFormat = windows.DataFormat,
> extends LayerOptions {
  /** Length of the window on each axis: a positive integer for all, or a list with one each. @default 2 */
  readonly poolSize?: windows.sizes<size, sizes, "poolSize", axes>
  /** How far the window moves at each step: a positive integer, or a list with one for each axis. @default poolSize */
  readonly strides?: windows.sizes<stride, strides, "strides", axes>
  /** "valid" drops what does not fill a window; "same" pads, and leaves the padding out of account. @default "valid" */
  readonly padding?: padding
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** What changes the shape that a pooling gives, besides the size of its window. */
export interface Pooled {
  readonly strides: unknown
  readonly padding: windows.Padding
  readonly dataFormat: windows.DataFormat
}

/** A pooling whose windows stand side by side. */
export interface SideBySide<size> {
  readonly strides: size
  readonly padding: "valid"
  readonly dataFormat: "channelsLast"
}

/** How a pooling over so many axes is called. */
export type Pooling<types extends windows.LayerTypes, axes extends number> = <
  const size extends number = never,
  const sizes extends readonly number[] = never,
  const stride extends number = never,
  const strides extends readonly number[] = never,
  padding extends windows.Padding = "valid",
  format extends windows.DataFormat = "channelsLast",
>(
  options?: PoolingOptions<axes, size, sizes, stride, strides, padding, format>,
) => [stride | strides, padding, format] extends [never, "valid", "channelsLast"] ?
  (types & { readonly size: oneOrList<size, sizes, 2> })["plain"]
: (types & {
    readonly size: oneOrList<size, sizes, 2>
    readonly more: {
      strides: oneOrList<stride, strides, oneOrList<size, sizes, 2>>
      padding: padding
      dataFormat: format
    }
  })["with"]

export interface poolingRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out size,
  in out more extends Pooled,
> extends Rule {
  readonly title: titleOf<layer, size>
  readonly out: windowShape<
    this["in"],
    layer,
    size,
    "pool",
    rank,
    size,
    more["strides"],
    more["padding"],
    1,
    more["dataFormat"],
    Channels<1>
  >
  readonly params: 0
}
export const pooling = (layer: string, rank: SpaceRank): LayerSpec<Omit<PoolingOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ poolSize = 2 }) => titleOf(layer, poolSize),
  options: {
    poolSize: check.option(windows.sizes(axesOf(rank)), [
      undefined,
      3,
      1,
      ...windows.lists(axesOf(rank), [2, 3, 1], [3, 1, 2]),
    ]),
    strides: check.option(windows.sizes(axesOf(rank)), [undefined, 1, 3, ...windows.lists(axesOf(rank), [1, 2, 2])]),
    padding: windows.padding,
    dataFormat: windows.dataFormat,
  },
  shape: (input, { poolSize = 2, ...options }) =>
    windowShape(input, {
      strides: poolSize,
      ...options,
      layer,
      named: poolSize,
      window: "pool",
      rank,
      size: poolSize,
      channels: { by: 1 },
    }),
  params: () => 0,
})
