/** What the pooling layers have in common: their options, and the shape that they give. */
import type { Rule } from "../../types/rule.js"
import type { RuntimeShape } from "../ops/shape.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import type { SpaceRank, titleOf } from "./space.js"
import { type Channels, windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** Options of a layer that pools a sequence. */
export interface Pooling1DOptions<
  size extends number,
  sizes extends readonly number[],
  stride extends number,
  strides extends readonly number[],
  padding extends windows.Padding,
> extends LayerOptions {
  /** Number of steps in a window: a positive integer. @default 2 */
  readonly poolSize?: windows.sizes<size, sizes, "poolSize", 1>
  /** How far the window moves at each step: a positive integer. @default poolSize */
  readonly strides?: windows.sizes<stride, strides, "strides", 1>
  /** "valid" drops what does not fill a window; "same" pads, and leaves the padding out of account. @default "valid" */
  readonly padding?: padding
}

/** Options of a layer that pools an image. */
export interface Pooling2DOptions<
  size extends number,
  sizes extends readonly number[],
  stride extends number,
  strides extends readonly number[],
  padding extends windows.Padding,
  format extends windows.DataFormat,
> extends LayerOptions {
  /** Height and width of the window: a positive integer for both, or a list of two. @default 2 */
  readonly poolSize?: windows.sizes<size, sizes, "poolSize", 2>
  /** How far the window moves at each step: a positive integer, or a list for height and width. @default poolSize */
  readonly strides?: windows.sizes<stride, strides, "strides", 2>
  /** "valid" drops what does not fill a window; "same" pads, and leaves the padding out of account. @default "valid" */
  readonly padding?: padding
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** What changes the shape that a pooling gives, besides the size of its window. */
export interface Pooled {
  readonly strides: windows.Sizes
  readonly padding: windows.Padding
  readonly dataFormat: windows.DataFormat
}

/** A pooling whose windows stand side by side. */
export interface SideBySide<size> {
  readonly strides: size
  readonly padding: "valid"
  readonly dataFormat: "channelsLast"
}

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
export const poolingShape =
  (layer: string, rank: SpaceRank) =>
  (input: RuntimeShape, { poolSize = 2, ...options }: Partial<Pooled> & { readonly poolSize?: windows.Sizes }) =>
    windowShape(input, {
      strides: poolSize,
      ...options,
      layer,
      named: poolSize,
      window: "pool",
      rank,
      size: poolSize,
      channels: { by: 1 },
    })

export const poolingOptions1D = {
  poolSize: check.option(windows.sizes(1), [undefined, 3, 1, [2]]),
  strides: check.option(windows.sizes(1), [undefined, 1, 3, [2]]),
  padding: windows.padding,
}
export const poolingOptions2D = {
  poolSize: check.option(windows.sizes(2), [undefined, 3, 1, [2, 3], [3, 1]]),
  strides: check.option(windows.sizes(2), [undefined, 1, 3, [1, 2]]),
  padding: windows.padding,
  dataFormat: windows.dataFormat,
}
