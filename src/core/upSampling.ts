/** What the layers have in common that make space larger. */
import type { oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { product } from "../ops/dim.js"
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

/** Options of a layer that makes so many axes larger. */
export interface UpSamplingOptions<
  axes extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /** How many places one becomes on each axis: a positive integer for all, or a list with one each. @default 2 */
  readonly size?: sizesOf<size, sizes, "size", axes>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** How a layer that makes so many axes larger is called; `more` are options of its own. */
export type UpSampling<types extends LayerTypes, axes extends number, more = unknown> = <
  const size extends number = never,
  const sizes extends readonly number[] = never,
  format extends DataFormat = "channelsLast",
>(
  options?: UpSamplingOptions<axes, size, sizes, format> & more,
) => [format] extends ["channelsLast"] ? (types & { readonly size: oneOrList<size, sizes, 2> })["plain"]
: (types & { readonly size: oneOrList<size, sizes, 2>; readonly more: format })["with"]

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type upSamplingShape<In, layer extends string, rank extends SpaceRank, size, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ? arranged<In[0], grown<spaceOf<In, format>, size>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, size, rank, format>
    : UnknownShape
  : never
type grown<space, size> = { -readonly [axis in keyof space]: product<space[axis], sizeAt<size, axis>> }

export interface upSamplingRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out size,
  in out format extends DataFormat = "channelsLast",
> extends Rule {
  readonly title: titleOf<layer, size>
  readonly out: upSamplingShape<this["in"], layer, rank, size, format>
  readonly params: 0
}
export const upSampling = (layer: string, rank: SpaceRank): LayerSpec<Omit<UpSamplingOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ size = 2 }) => titleOf(layer, size),
  options: {
    size: check.option(sizesOf(axesOf(rank)), [undefined, 3, 1, ...lists(axesOf(rank), [2, 3, 1], [1, 4, 2])]),
    dataFormat,
  },
  shape: (input, { size = 2, dataFormat }) =>
    inSpace(input, { layer, named: size, rank, dataFormat }, (n, axis) => product(n, sizeAt(size, axis))),
  params: () => 0,
})
