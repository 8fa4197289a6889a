/** What is added at, or taken from, the sides of space: the options, and how much that is on each axis. */
import type { natural } from "../../types/error.js"
import { type product, type RuntimeDim, sum } from "../ops/dim.js"
import * as check from "./options.js"
import type { SpaceRank } from "./space.js"

/** One number for both sides, or one for each. */
type Sides = number | readonly number[]
/** One number for all sides; of a sequence one for each side; or for each axis one for both sides, or one for each. */
export type Margins = number | readonly Sides[]

/** What a list of margins has one of. */
const listed = { 1: "both sides", 2: "height and width", 3: "depth, height and width" } as const
type Listed = typeof listed

/**
 * An integer of 0 or more, a list for the axes, or lists of both sides: each wrong one turns red. There is a type
 * parameter for each form, and the compiler widens the one that was not given, so what is left wide gives way.
 */
export type margins<one extends number, list extends readonly Sides[], option extends string, axes extends 1 | 2 | 3> =
  | (number extends one ? wideOnly<list, one> : natural<one, option>)
  | (number extends list["length"] ? wideOnly<list, list, one>
    : list["length"] extends (axes extends 1 ? 2 : axes) ?
      { readonly [axis in keyof list]: sides<list[axis], option, axes> }
    : wantsAxes<list["length"], option, axes>)
type sides<of, option extends string, axes> =
  of extends number ? natural<of, option>
  : of extends readonly number[] ?
    axes extends 1 ? wantsSide<of["length"], option>
    : number extends of["length"] ? of
    : of["length"] extends 2 ? naturals<of, option>
    : wantsSides<of["length"], option>
  : of
type naturals<list extends readonly number[], option extends string> = {
  readonly [side in keyof list]: natural<list[side], option>
}
/** `given`, when the list, and the other parameter, are wide as well. */
type wideOnly<list extends readonly unknown[], given, one = number> =
  number extends list["length"] ?
    number extends one ?
      given
    : never
  : never
export const margins =
  (axes: 1 | 2 | 3): check.Check =>
  (value, option) =>
    !Array.isArray(value) ? check.natural(value, option)
    : value.length === (axes === 1 ? 2 : axes) ?
      value.map(one => sides(axes)(one, option)).find(sentence => sentence !== undefined)
    : wantsAxes(value.length, option, axes)
const sides =
  (axes: 1 | 2 | 3): check.Check =>
  (value, option) =>
    !Array.isArray(value) ? check.natural(value, option)
    : axes === 1 ? wantsSide(value.length, option)
    : value.length === 2 ? check.listOf(check.natural)(value, option)
    : wantsSides(value.length, option)

type wantsAxes<
  length extends number,
  option extends string,
  axes extends 1 | 2 | 3,
> = `${option} must be one integer of 0 or more, or a list for ${Listed[axes]}, got a list of ${length}`
const wantsAxes = (length: number, option: string, axes: 1 | 2 | 3) =>
  `${option} must be one integer of 0 or more, or a list for ${listed[axes]}, got a list of ${length}`

type wantsSide<
  length extends number,
  option extends string,
> = `${option} must be one integer of 0 or more for a side, got a list of ${length}`
const wantsSide = (length: number, option: string) =>
  `${option} must be one integer of 0 or more for a side, got a list of ${length}`

type wantsSides<
  length extends number,
  option extends string,
> = `${option} must be one integer of 0 or more for an axis, or a list for its two sides, got a list of ${length}`
const wantsSides = (length: number, option: string) =>
  `${option} must be one integer of 0 or more for an axis, or a list for its two sides, got a list of ${length}`

/** How much that is on one axis, both sides together. */
export type marginOf<margins, rank extends SpaceRank, axis> =
  margins extends readonly unknown[] ?
    rank extends 3 ? bothOf<margins>
    : axis extends keyof margins ? bothOf<margins[axis]>
    : number
  : product<margins, 2>
type bothOf<sides> =
  sides extends readonly [infer before, infer after] ? sum<before, after>
  : sides extends number ? product<sides, 2>
  : number
export const marginOf = (margins: Margins, rank: SpaceRank, axis: number): RuntimeDim => {
  const [before = 0, after = 0] = allSides(margins, rank)[axis] ?? []
  return sum(before, after)
}

/** `[before, after]` for each axis. */
export const allSides = (margins: Margins, rank: SpaceRank): [number, number][] =>
  Array.from({ length: rank - 2 }, (_, axis) => {
    const own = typeof margins === "number" || isPair(margins, rank) ? margins : (margins[axis] ?? 0)
    const [before = 0, after = 0] = typeof own === "number" ? [own, own] : own
    return [before, after]
  })
const isPair = (margins: readonly Sides[], rank: SpaceRank): margins is readonly number[] =>
  rank === 3 && margins.every(side => typeof side === "number")

/** As files have them: a list for each axis, or of a sequence the two sides. */
export const sidesOf = (margins: Margins, rank: SpaceRank): readonly Sides[] => {
  const all = allSides(margins, rank)
  return rank === 3 ? (all[0] ?? []) : all
}

/** Samples of margins, for the tests. */
export const marginSamples = (rank: SpaceRank): readonly Margins[] =>
  rank === 3 ? [1, 0, 2, [1, 2], [0, 3]] : [1, 0, 2, ...lists.map(list => list.slice(0, rank - 2))]
const lists: readonly (readonly Sides[])[] = [
  [1, 2, 0],
  [0, 1, 1],
  [
    [1, 2],
    [0, 1],
    [2, 0],
  ],
  [
    [0, 3],
    [1, 0],
    [0, 0],
  ],
  [2, [0, 1], 1],
]
