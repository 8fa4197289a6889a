/** How much longer a transposed convolution makes its axes than the least that leads back: the option. */
import type { natural, wideOnly } from "../../types/error.js"
import { showAxes } from "../ops/axis.js"
import { show } from "../ops/shape.js"
import { hasMiddle, type isBelow, sizeAt } from "../ops/window.js"
import * as check from "./options.js"
import type { Sizes } from "./windowOptions.js"

/** What the option must go with: the strides, the padding, and the window. */
export interface Beside {
  readonly strides: Sizes
  readonly padding: "valid" | "same"
  readonly size: Sizes
  readonly dilation: Sizes
}

/** One integer of 0 or more, or a list of `count`: each wrong one turns red, and what does not go with the strides. */
export type outputPaddings<one extends number, list extends readonly number[], count extends number, beside> =
  | (number extends one ? wideOnly<list, one>
    : natural<one, "outputPadding"> extends number ? fitting<one, one, count, beside>
    : natural<one, "outputPadding">)
  | (number extends list["length"] ? wideOnly<list, list, one>
    : list["length"] extends count ?
      naturals<list>[number] extends number ?
        fitting<list, list, count, beside>
      : naturals<list>
    : wantsList<list, count>)
type naturals<list extends readonly number[]> = {
  readonly [index in keyof list]: natural<list[index], "outputPadding">
}
export const outputPaddings =
  (count: number): check.Check =>
  (value, option) =>
    !Array.isArray(value) ? check.natural(value, option)
    : value.length === count ? check.listOf(check.natural)(value, option)
    : wantsList(value, count)

type wantsList<
  list,
  count extends number,
> = `outputPadding must be one integer of 0 or more or a list of ${count}, got ${show<list>}`
const wantsList = (list: readonly number[], count: number) =>
  `outputPadding must be one integer of 0 or more or a list of ${count}, got ${show(list)}`

/** `given`, when it goes with the strides and the window. */
type fitting<given, added, count extends number, beside> =
  beside extends Beside ?
    false extends belowAt<added, beside["strides"], axesTo<count>> ? wantsBelow<added, beside["strides"]>
    : beside["padding"] extends "same" ?
      true extends emptyAt<added, beside["size"], beside["dilation"], axesTo<count>> ?
        wantsMiddle<added, beside["size"]>
      : given
    : given
  : given
export const fitting = ({
  outputPadding,
  strides = 1,
  padding,
  kernelSize,
  dilationRate = 1,
}: {
  readonly outputPadding?: Sizes
  readonly strides?: Sizes
  readonly padding?: "valid" | "same"
  readonly kernelSize: Sizes
  readonly dilationRate?: Sizes
}): string | undefined => {
  if (outputPadding === undefined) return undefined
  const at = (axis: number) => sizeAt(outputPadding, axis)
  const axes = [0, 1, 2].slice(0, Math.max(...[outputPadding, strides, kernelSize, dilationRate].map(lengthOf)))
  if (axes.some(axis => at(axis) >= sizeAt(strides, axis))) return wantsBelow(outputPadding, strides)
  const isEmpty = (axis: number) => at(axis) === 0 && !hasMiddle(sizeAt(kernelSize, axis), sizeAt(dilationRate, axis))
  return padding === "same" && axes.some(isEmpty) ? wantsMiddle(outputPadding, kernelSize) : undefined
}
const lengthOf = (sizes: Sizes) => (typeof sizes === "number" ? 1 : sizes.length)

/** The axes of space. */
type axesTo<count extends number> =
  count extends 1 ? "0"
  : count extends 2 ? "0" | "1"
  : "0" | "1" | "2"
type belowAt<added, strides, axis> = axis extends unknown ? isBelow<sizeAt<added, axis>, sizeAt<strides, axis>> : never
type emptyAt<added, size, dilation, axis> =
  axis extends unknown ?
    sizeAt<added, axis> extends 0 ?
      hasMiddle<sizeAt<size, axis>, sizeAt<dilation, axis>> extends false ?
        true
      : false
    : false
  : never

type wantsBelow<added, strides> =
  `outputPadding must be below strides, got ${showAxes<added>} with strides ${showAxes<strides>}`
const wantsBelow = (added: Sizes, strides: Sizes) =>
  `outputPadding must be below strides, got ${showAxes(added)} with strides ${showAxes(strides)}`

type wantsMiddle<added, size> =
  `outputPadding must be above 0 where padding is "same" and kernelSize even, got ${showAxes<added>} with kernelSize ${showAxes<size>}`
const wantsMiddle = (added: Sizes, size: Sizes) =>
  `outputPadding must be above 0 where padding is "same" and kernelSize even, got ${showAxes(added)} with kernelSize ${showAxes(size)}`
