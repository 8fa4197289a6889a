/** The options of the layers that change images by chance. */
import type { FillMode, Interpolation } from "../backend/layers/filling.js"
import type { LayerOptions } from "./define.js"
import * as check from "./options.js"
import { type DataFormat, dataFormat } from "./windowOptions.js"

export interface RandomImageOptions extends LayerOptions {
  /** Makes the draws of a run the same in every run. */
  readonly seed?: number
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: DataFormat
}

export const randomImageOptions = {
  seed: check.option(check.integer, [undefined, 42]),
  dataFormat,
}

/** A bound to both sides, or a lower and an upper one. */
export type Factor = number | readonly number[]

/** A number between two bounds, or a list of two. */
export const factorIn =
  (low: number, high: number): check.Check =>
  (value, option) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    const isWrong = (one: unknown) => typeof one !== "number" || !(one >= low && one <= high)
    return (Array.isArray(value) && list.length !== 2) || list.some(isWrong) ?
        `${option} must be a number from ${low} to ${high}, or a list of two, got ${check.print(value)}`
      : undefined
  }

export interface ValueRangeOptions extends RandomImageOptions {
  /** The least value and the greatest: what is outside is brought back. @default [0, 255] */
  readonly valueRange?: readonly number[]
}

const twoNumbers: check.Check = (value, option) =>
  Array.isArray(value) && value.length === 2 && value.every(one => check.finite(one, option) === undefined) ?
    undefined
  : `${option} must be a list of two finite numbers, got ${check.print(value)}`

export const valueRange = check.option<readonly number[] | undefined>(twoNumbers, [undefined, [0, 1]])

export interface MovedImageOptions extends RandomImageOptions {
  /** What stands outside of an image: its mirror, itself again, its border, or `fillValue`. @default "reflect" */
  readonly fillMode?: FillMode
  /** What stands outside where `fillMode` is `"constant"`. @default 0 */
  readonly fillValue?: number
  /** Whether a pixel is the mean of the four around its place, or the nearest. @default "bilinear" */
  readonly interpolation?: Interpolation
}

export const movedImageOptions = {
  ...randomImageOptions,
  fillMode: check.option<FillMode | undefined>(check.oneOf(["constant", "nearest", "reflect", "wrap"]), [
    undefined,
    "constant",
  ]),
  fillValue: check.option(check.finite, [undefined, 0.5]),
  interpolation: check.option<Interpolation | undefined>(check.oneOf(["bilinear", "nearest"]), [undefined, "nearest"]),
}
