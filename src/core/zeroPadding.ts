/** What the layers have in common that put zeros around space. */
import type { oneOrList } from "../../types/error.js"
import { sum } from "../ops/dim.js"
import type { LayerOptions } from "./define.js"
import type { MovingRule } from "./layer.js"
import { marginOf, margins, marginSamples, sidesOf } from "./margins.js"
import * as check from "./options.js"
import {
  type arranged,
  axesOf,
  type channelsOf,
  inSpace,
  kindOf,
  type spaceOf,
  type SpaceRank,
  titleOf,
  type wantsSpace,
} from "./space.js"
import type { LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import { type DataFormat, dataFormat, type LayerTypes } from "./windowOptions.js"

/** Options of a layer that pads over so many axes. */
export interface ZeroPaddingOptions<
  axes extends 1 | 2 | 3 = 1 | 2 | 3,
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /**
   * How many zeros: an integer of 0 or more for each side; of a sequence a list for both sides; otherwise a list for the
   * axes, each an integer for both sides or a list of two, such as `[[top, bottom], [left, right]]`. @default 1
   */
  readonly padding?: margins<one, list, "padding", axes>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** How a layer that pads over so many axes is called. */
export type ZeroPadding<types extends LayerTypes, axes extends 1 | 2 | 3> = <
  const one extends number = never,
  const list extends readonly (number | readonly number[])[] = never,
  format extends DataFormat = "channelsLast",
>(
  options?: ZeroPaddingOptions<axes, one, list, format>,
) => [format] extends ["channelsLast"] ? (types & { readonly size: oneOrList<one, list, 1> })["plain"]
: (types & { readonly size: oneOrList<one, list, 1>; readonly more: format })["with"]

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type zeroPaddingShape<In, layer extends string, rank extends SpaceRank, padding, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        arranged<In[0], padded<spaceOf<In, format>, rank, padding>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, padding, rank, format>
    : UnknownShape
  : never
type padded<space, rank extends SpaceRank, padding> = {
  -readonly [axis in keyof space]: sum<space[axis], marginOf<padding, rank, axis>>
}

export interface zeroPaddingRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out padding,
  in out format extends DataFormat = "channelsLast",
> extends MovingRule {
  readonly gives: "same"
  readonly title: titleOf<layer, padding>
  readonly out: zeroPaddingShape<this["in"], layer, rank, padding, format>
  readonly params: 0
}
export const zeroPadding = (
  layer: string,
  rank: SpaceRank,
): LayerSpec<Omit<ZeroPaddingOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ padding = 1 }) => titleOf(layer, padding),
  options: { padding: check.option(margins(axesOf(rank)), [undefined, ...marginSamples(rank)]), dataFormat },
  shape: (input, { padding = 1, dataFormat }) =>
    inSpace(input, { layer, named: padding, rank, dataFormat }, (n, axis) => sum(n, marginOf(padding, rank, axis))),
  params: () => 0,
  config: ({ padding = 1, ...options }) => ({ ...options, padding: sidesOf(padding, rank) }),
  dtype: "same",
})
