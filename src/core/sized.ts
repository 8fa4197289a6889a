/** What the layers have in common that bring space to a size that is given: the shape that they give. */
import type { Rule } from "../../types/rule.js"
import type { RuntimeShape } from "../ops/shape.js"
import { sizeAt } from "../ops/window.js"
import {
  type arranged,
  type channelsOf,
  type InSpace,
  inSpace,
  type spaceOf,
  type SpaceRank,
  type titleOf,
  type wantsSpace,
} from "./space.js"
import type { UnknownShape } from "./tensor.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** `[B, ...space, C]` becomes `[B, ...size, C]`, or with the channels first `[B, C, ...size]`. */
type sizedShape<In, layer extends string, rank extends SpaceRank, size, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ? arranged<In[0], sizesOf<spaceOf<In, format>, size>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, size, rank, format>
    : UnknownShape
  : never
type sizesOf<space, size> = { -readonly [axis in keyof space]: sizeAt<size, axis> }
export const sizedShape = (input: RuntimeShape, given: InSpace & { readonly named: Sizes }) =>
  inSpace(input, given, (_, axis) => sizeAt(given.named, axis))

export interface sizedRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out size,
  in out format extends DataFormat = "channelsLast",
> extends Rule {
  readonly title: titleOf<layer, size>
  readonly out: sizedShape<this["in"], layer, rank, size, format>
  readonly params: 0
}
