/** What the layers have in common that pool over all of space: their options, and the shape that they give. */
import type { Rule } from "../../types/rule.js"
import type { LayerOptions } from "./define.js"
import { isRefusal } from "./error.js"
import * as check from "./options.js"
import {
  type arranged,
  type AxesOf,
  channelsOf,
  inSpace,
  kindOf,
  type SpaceRank,
  titleOf,
  type wantsSpace,
} from "./space.js"
import type { LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import { type DataFormat, dataFormat, type LayerTypes } from "./windowOptions.js"

/** Options of a layer that pools over all of space. */
export interface GlobalPoolingOptions<
  keep extends boolean = boolean,
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /** Whether the axes of space stay, with size 1. @default false */
  readonly keepDims?: keep
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** How a layer that pools over all of space is called. */
export type GlobalPooling<types extends LayerTypes> = <
  keep extends boolean = false,
  format extends DataFormat = "channelsLast",
>(
  options?: GlobalPoolingOptions<keep, format>,
) => (types & { readonly size: keep; readonly more: format })[[keep, format] extends [false, "channelsLast"] ? "plain"
: "with"]

/** `[B, ...space, C]` becomes `[B, C]`, or with `keepDims` every axis of space becomes 1. */
type globalPoolingShape<In, layer extends string, rank extends SpaceRank, keep, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        keep extends true ?
          arranged<In[0], Ones[AxesOf<rank>], channelsOf<In, format>, format>
        : [In[0], channelsOf<In, format>]
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, [], rank, format>
    : UnknownShape
  : never
interface Ones {
  1: [1]
  2: [1, 1]
  3: [1, 1, 1]
}

export interface globalPoolingRule<
  layer extends string,
  rank extends SpaceRank,
  keep extends boolean = false,
  format extends DataFormat = "channelsLast",
> extends Rule {
  readonly title: titleOf<layer, []>
  readonly out: globalPoolingShape<this["in"], layer, rank, keep, format>
  readonly params: 0
}
export const globalPooling = (
  layer: string,
  rank: SpaceRank,
): LayerSpec<Omit<GlobalPoolingOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: () => titleOf(layer, []),
  options: {
    keepDims: check.option<boolean | undefined>(check.flag, [undefined, true, false]),
    dataFormat,
  },
  shape: (input, { keepDims = false, dataFormat = "channelsLast" }) => {
    const kept = inSpace(input, { layer, named: [], rank, dataFormat }, () => 1)
    return keepDims || isRefusal(kept) ? kept : [input[0] ?? null, channelsOf(input, dataFormat)]
  },
  params: () => 0,
})
