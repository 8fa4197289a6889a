/** What the layers have in common that pool space to a size that is given. */
import type { oneOrList } from "../../types/error.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import { sizedShape } from "./sized.js"
import { axesOf, kindOf, type SpaceRank, titleOf } from "./space.js"
import type { LayerSpec } from "./spec.js"
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
) => [format] extends ["channelsLast"] ? (types & { readonly size: oneOrList<size, sizes, number> })["plain"]
: (types & { readonly size: oneOrList<size, sizes, number>; readonly more: format })["with"]

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
  shape: (input, { outputSize, dataFormat }) => sizedShape(input, { layer, named: outputSize, rank, dataFormat }),
  params: () => 0,
})
