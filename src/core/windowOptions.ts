/** Options of the layers that move a window over an image or a sequence. */
import type { oneOrList, positive, positives, wideOnly } from "../../types/error.js"
import { showAxes } from "../ops/axis.js"
import { show } from "../ops/shape.js"
import * as check from "./options.js"

/** A number for all axes, or a list with one for each. */
export type Sizes = number | readonly number[]

/** Where the channels stand: behind the axes of space, or right behind the batch. */
export type DataFormat = "channelsLast" | "channelsFirst"

/** "valid": the window stays inside. "same": padded with zeros at both ends, so that with strides of 1 the size stays. */
export type Padding = "valid" | "same"

export const dataFormat = check.option<DataFormat | undefined>(check.oneOf(["channelsLast", "channelsFirst"]), [
  undefined,
  "channelsFirst",
])
export const padding = check.option<Padding | undefined>(check.oneOf(["valid", "same"]), [undefined, "same"])

/**
 * One positive integer, or a list of `count`: each wrong one turns red. There is a type parameter for each, and the
 * compiler widens the one that was not given, so what is left wide gives way.
 */
export type sizes<one extends number, list extends readonly number[], option extends string, count extends number> =
  | (number extends one ? wideOnly<list, one> : positive<one, option>)
  | (number extends list["length"] ? wideOnly<list, list, one>
    : list["length"] extends count ? positives<list, option>
    : wantsSizes<list, option, count>)
export const sizes =
  (count: number): check.Check =>
  (value, option) =>
    !Array.isArray(value) ? check.positive(value, option)
    : value.length === count ? check.listOf(check.positive)(value, option)
    : wantsSizes(value, option, count)

type wantsSizes<
  list,
  option extends string,
  count extends number,
> = `${option} must be one positive integer or a list of ${count}, got ${show<list>}`
const wantsSizes = (list: readonly number[], option: string, count: number) =>
  `${option} must be one positive integer or a list of ${count}, got ${show(list)}`

/** Sizes of a dilation, which must be 1 where the strides are above 1. */
export type dilations<
  one extends number,
  list extends readonly number[],
  stride extends number,
  strides extends readonly number[],
  count extends number,
> =
  true extends isAbove<oneOrList<stride, strides, 1>> ?
    true extends isAbove<oneOrList<one, list, 1>> ?
      wantsUndilated<oneOrList<one, list, 1>, oneOrList<stride, strides, 1>>
    : sizes<one, list, "dilationRate", count>
  : sizes<one, list, "dilationRate", count>
export const undilated = ({
  strides = 1,
  dilationRate = 1,
}: {
  readonly strides?: Sizes
  readonly dilationRate?: Sizes
}) => (isAbove(strides) && isAbove(dilationRate) ? wantsUndilated(dilationRate, strides) : undefined)

/** Whether sizes are known to be above 1, on one axis at least. */
type isAbove<of> =
  of extends readonly unknown[] ? isAbove<of[number]>
  : number extends of ? false
  : of extends 1 ? false
  : true
const isAbove = (of: Sizes) => [of].flat().some(one => one > 1)

type wantsUndilated<dilation, strides> =
  `dilationRate must be 1 where strides is above 1, got ${showAxes<dilation>} with strides ${showAxes<strides>}`
const wantsUndilated = (dilation: Sizes, strides: Sizes) =>
  `dilationRate must be 1 where strides is above 1, got ${showAxes(dilation)} with strides ${showAxes(strides)}`

/**
 * The types of the layers of one kind, for what a call gives: `plain` where only the filters or the size are not the
 * defaults, and `with` for the rest. A kind extends it, and reads `this["size"]`.
 */
export interface LayerTypes {
  readonly filters: unknown
  readonly size: unknown
  readonly more: unknown
  readonly plain: unknown
  readonly with: unknown
}

/** Those of convolutions that may be in groups: `grouped` where they are. */
export interface GroupedTypes extends LayerTypes {
  readonly groups: unknown
  readonly grouped: unknown
}

/** Those of transposed convolutions, which are `padded` where it is said how much longer their axes become. */
export interface PaddedTypes extends LayerTypes {
  readonly outputPadding: unknown
  readonly padded: unknown
}

/** Lists of sizes for the tests, each cut to so many axes. */
export const lists = (axes: number, ...all: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  all.map(list => list.slice(0, axes))

/** What changes the shape that a convolution gives, besides its filters and the size of its window. */
export interface Convolved {
  readonly strides: Sizes
  readonly padding: Padding | "causal"
  readonly dilationRate: Sizes
  readonly dataFormat: DataFormat
  readonly useBias: boolean
}

/** A convolution with the defaults. */
export interface Plain {
  readonly strides: 1
  readonly padding: "valid"
  readonly dilationRate: 1
  readonly dataFormat: "channelsLast"
  readonly useBias: true
}
