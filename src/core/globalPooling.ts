/** What the layers that pool over all of space have in common: their options, and the shape that they give. */
import type { Rule } from "../../types/rule.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import type { LayerOptions } from "./define.js"
import { refuse } from "./error.js"
import * as check from "./options.js"
import { arranged, axisNames, channelsOf, type SpaceRank, type titleOf, wantsSpace } from "./space.js"
import type { UnknownShape } from "./tensor.js"
import { type DataFormat, dataFormat } from "./windowOptions.js"

/** Options of a layer that pools over a whole sequence. */
export interface GlobalPooling1DOptions<keep extends boolean> extends LayerOptions {
  /** Whether the axis of time stays, with size 1. @default false */
  readonly keepDims?: keep
}

/** Options of a layer that pools over a whole image. */
export interface GlobalPooling2DOptions<keep extends boolean, format extends DataFormat> extends LayerOptions {
  /** Whether height and width stay, with size 1. @default false */
  readonly keepDims?: keep
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** `[B, ...space, C]` becomes `[B, C]`, or with `keepDims` every axis of space becomes 1. */
type globalPoolingShape<In, layer extends string, rank extends SpaceRank, keep, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        keep extends true ?
          arranged<In[0], rank extends 3 ? [1] : [1, 1], channelsOf<In, format>, format>
        : [In[0], channelsOf<In, format>]
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, [], rank, format>
    : UnknownShape
  : never
export const globalPoolingShape =
  (layer: string, rank: SpaceRank) =>
  (
    input: RuntimeShape,
    {
      keepDims = false,
      dataFormat = "channelsLast",
    }: { readonly keepDims?: boolean; readonly dataFormat?: DataFormat },
  ) => {
    if (input.length !== rank) {
      const sentence = wantsSpace(input, layer, [], rank, dataFormat)
      return refuse(sentence, axisNames[rank][dataFormat].all, show(input))
    }
    const C = channelsOf(input, dataFormat)
    const [B = null] = input
    return keepDims ? arranged(B, rank === 3 ? [1] : [1, 1], C, dataFormat) : [B, C]
  }

export interface globalPoolingRule<
  layer extends string,
  rank extends SpaceRank,
  keep extends boolean,
  format extends DataFormat,
> extends Rule {
  readonly title: titleOf<layer, []>
  readonly out: globalPoolingShape<this["in"], layer, rank, keep, format>
  readonly params: 0
}

export const globalPoolingOptions1D = {
  keepDims: check.option<boolean | undefined>(check.flag, [undefined, true, false]),
}
export const globalPoolingOptions2D = { ...globalPoolingOptions1D, dataFormat }
