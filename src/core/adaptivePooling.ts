/** What the layers have in common that pool space to a size that is given. */
import type { oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { sizeAt } from "../ops/window.js"
import type { LayerOptions } from "./define.js"
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
import { type DataFormat, dataFormat, type LayerTypes, lists, sizes as sizesOf } from "./windowOptions.js"

/** Options of a layer that pools so many axes to a size. */
export interface AdaptivePoolingOptions<
  axes extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /** Length of each axis of the output: a positive integer for all, or a list with one each. */
  readonly outputSize: sizesOf<size, sizes, "outputSize", axes>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** How a layer that pools so many axes to a size is called. */
export type AdaptivePooling<types extends LayerTypes, axes extends number> = <
  const size extends number = never,
  const sizes extends readonly number[] = never,
  format extends DataFormat = "channelsLast",
>(
  options: AdaptivePoolingOptions<axes, size, sizes, format>,
) => (types & { readonly size: oneOrList<size, sizes, number>; readonly more: format })[[format] extends (
  ["channelsLast"]
) ?
  "plain"
: "with"]

/** `[B, ...space, C]` becomes `[B, ...size, C]`, or with the channels first `[B, C, ...size]`. */
type adaptiveShape<In, layer extends string, rank extends SpaceRank, size, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ? arranged<In[0], sizesFor<spaceOf<In, format>, size>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, size, rank, format>
    : UnknownShape
  : never
type sizesFor<space, size> = { -readonly [axis in keyof space]: sizeAt<size, axis> }

export interface adaptiveRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out size,
  in out format extends DataFormat = "channelsLast",
> extends Rule {
  readonly title: titleOf<layer, size>
  readonly out: adaptiveShape<this["in"], layer, rank, size, format>
  readonly params: 0
}
export const adaptivePooling = (
  layer: string,
  rank: SpaceRank,
): LayerSpec<Omit<AdaptivePoolingOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ outputSize }) => titleOf(layer, outputSize),
  options: {
    outputSize: check.option(sizesOf(axesOf(rank)), [3, 1, 2, ...lists(axesOf(rank), [2, 3, 1], [1, 4, 2])]),
    dataFormat,
  },
  shape: (input, { outputSize, dataFormat }) =>
    inSpace(input, { layer, named: outputSize, rank, dataFormat }, (_, axis) => sizeAt(outputSize, axis)),
  params: () => 0,
})
