/** What is added at, or taken from, the sides of an image: the options, and how much that is on each axis. */
import type { natural } from "../../types/error.js"
import { type product, type RuntimeDim, sum } from "../ops/dim.js"
import * as check from "./options.js"

/** One number for both sides, or one for each. */
type Sides = number | readonly number[]
/** One number for all four sides, or for height and width one for both sides or one for each. */
export type Margins = number | readonly Sides[]

/**
 * An integer of 0 or more, a list for height and width, or lists of both sides: each wrong one turns red. There is a type
 * parameter for each form, and the compiler widens the one that was not given, so what is left wide gives way.
 */
export type margins<one extends number, list extends readonly Sides[], option extends string> =
  | (number extends one ? wideOnly<list, one> : natural<one, option>)
  | (number extends list["length"] ? wideOnly<list, list, one>
    : list["length"] extends 2 ? { readonly [axis in keyof list]: sides<list[axis], option> }
    : wantsAxes<list["length"], option>)
type sides<of, option extends string> =
  of extends number ? natural<of, option>
  : of extends readonly number[] ?
    number extends of["length"] ? of
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
export const margins: check.Check = (value, option) =>
  !Array.isArray(value) ? check.natural(value, option)
  : value.length === 2 ? value.map(one => sides(one, option)).find(sentence => sentence !== undefined)
  : wantsAxes(value.length, option)
const sides: check.Check = (value, option) =>
  !Array.isArray(value) ? check.natural(value, option)
  : value.length === 2 ? check.listOf(check.natural)(value, option)
  : wantsSides(value.length, option)

type wantsAxes<
  length extends number,
  option extends string,
> = `${option} must be one integer of 0 or more, or a list for height and width, got a list of ${length}`
const wantsAxes = (length: number, option: string) =>
  `${option} must be one integer of 0 or more, or a list for height and width, got a list of ${length}`

type wantsSides<
  length extends number,
  option extends string,
> = `${option} must be one integer of 0 or more for an axis, or a list for its two sides, got a list of ${length}`
const wantsSides = (length: number, option: string) =>
  `${option} must be one integer of 0 or more for an axis, or a list for its two sides, got a list of ${length}`

/** How much that is on one axis, both sides together. */
export type marginOf<margins, axis> =
  margins extends readonly unknown[] ?
    axis extends keyof margins ?
      bothOf<margins[axis]>
    : number
  : product<margins, 2>
type bothOf<sides> =
  sides extends readonly [infer before, infer after] ? sum<before, after>
  : sides extends number ? product<sides, 2>
  : number
export const marginOf = (margins: Margins, axis: number): RuntimeDim => {
  const [before, after] = allSides(margins)[axis === 0 ? 0 : 1]
  return sum(before, after)
}

/** `[[top, bottom], [left, right]]` */
export const allSides = (margins: Margins): [[number, number], [number, number]] => {
  const [height = 0, width = 0] = typeof margins === "number" ? [margins, margins] : margins
  return [bothOf(height), bothOf(width)]
}
const bothOf = (sides: Sides): [number, number] => {
  const [before = 0, after = 0] = typeof sides === "number" ? [sides, sides] : sides
  return [before, after]
}

/** Samples of margins, for the tests. */
export const marginSamples = [
  1,
  0,
  2,
  [1, 2],
  [0, 1],
  [
    [1, 2],
    [0, 1],
  ],
  [
    [0, 3],
    [1, 0],
  ],
  [2, [0, 1]],
] as const
