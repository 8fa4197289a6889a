/** What the layers have in common that cut off the sides of space. */
import type { oneOrList } from "../../types/error.js"
import { type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { lengthLess } from "../ops/window.js"
import type { LayerOptions } from "./define.js"
import { refuse } from "./error.js"
import type { MovingRule } from "./layer.js"
import { marginOf, type Margins, margins, marginSamples, sidesOf } from "./margins.js"
import * as check from "./options.js"
import * as space from "./space.js"
import type { LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import { type DataFormat, dataFormat, type LayerTypes } from "./windowOptions.js"

/** What is cut off. */
export interface Cropped<
  axes extends 1 | 2 | 3 = 1 | 2 | 3,
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
> extends LayerOptions {
  /**
   * What is cut off: an integer of 0 or more for each side; of a sequence a list for both sides; otherwise a list for the
   * axes, each an integer for both sides or a list of two, such as `[[top, bottom], [left, right]]`.
   */
  readonly cropping: margins<one, list, "cropping", axes>
}

/** Options of a layer that crops over so many axes. */
export interface CroppingOptions<
  axes extends 1 | 2 | 3 = 1 | 2 | 3,
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
  format extends DataFormat = DataFormat,
> extends Cropped<axes, one, list> {
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** How a layer that crops over so many axes is called. */
export type Cropping<types extends LayerTypes, axes extends 1 | 2 | 3> = <
  const one extends number = never,
  const list extends readonly (number | readonly number[])[] = never,
  format extends DataFormat = "channelsLast",
>(
  options: CroppingOptions<axes, one, list, format>,
) => [format] extends ["channelsLast"] ? (types & { readonly size: oneOrList<one, list, number> })["plain"]
: (types & { readonly size: oneOrList<one, list, number>; readonly more: format })["with"]

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type croppingShape<In, layer extends string, rank extends space.SpaceRank, cropping, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        cropped<space.spaceOf<In, format>, rank, cropping> extends infer lengths extends readonly unknown[] ?
          false extends lengths[number] ?
            cropsAll<space.spaceOf<In, format>, layer, rank, cropping, format, space.firstFalse<lengths>>
          : space.arranged<In[0], lengths, space.channelsOf<In, format>, format>
        : never
      : number extends In["length"] ? UnknownShape
      : space.wantsSpace<In, layer, cropping, rank, format>
    : UnknownShape
  : never
type cropped<space, rank extends space.SpaceRank, cropping> = {
  -readonly [axis in keyof space]: lengthLess<space[axis], marginOf<cropping, rank, axis>>
}

type cropsAll<
  lengths extends readonly unknown[],
  layer extends string,
  rank extends space.SpaceRank,
  cropping,
  format extends DataFormat,
  axis extends 0 | 1 | 2,
> = `${space.titleOf<layer, cropping>} cuts off ${showDim<marginOf<cropping, rank, `${axis}`>>} of axis ${space.axisName<rank, format, `${axis}`>}, which is ${showDim<lengths[axis]>}; crop less`
const cropsAll = (
  n: RuntimeDim,
  axis: number,
  layer: string,
  rank: space.SpaceRank,
  cropping: Margins,
  format: DataFormat,
) =>
  `${space.titleOf(layer, cropping)} cuts off ${showDim(marginOf(cropping, rank, axis))} of axis ${space.axisName(rank, format, axis)}, which is ${showDim(n)}; crop less`

export interface croppingRule<
  in out layer extends string,
  in out rank extends space.SpaceRank,
  in out cropping,
  in out format extends DataFormat = "channelsLast",
> extends MovingRule {
  readonly gives: "same"
  readonly title: space.titleOf<layer, cropping>
  readonly out: croppingShape<this["in"], layer, rank, cropping, format>
  readonly params: 0
}
export const cropping = (
  layer: string,
  rank: space.SpaceRank,
): LayerSpec<Omit<CroppingOptions, keyof LayerOptions>> => ({
  kind: space.kindOf(layer),
  title: ({ cropping }) => space.titleOf(layer, cropping),
  options: { cropping: check.option(margins(space.axesOf(rank)), marginSamples(rank)), dataFormat },
  shape: (input: RuntimeShape, { cropping, dataFormat = "channelsLast" }) => {
    const change = (n: RuntimeDim, axis: number) => {
      const length = lengthLess(n, marginOf(cropping, rank, axis))
      const sentence = cropsAll(n, axis, layer, rank, cropping, dataFormat)
      return length === false ? refuse(sentence, "a part that stays", show(input)) : length
    }
    return space.inSpace(input, { layer, named: cropping, rank, dataFormat }, change)
  },
  params: () => 0,
  config: ({ cropping, ...options }) => ({ ...options, cropping: sidesOf(cropping, rank) }),
  dtype: "same",
})
