/** Runtime twins of types/reshape.ts. */
import type * as types from "../../types/reshape.js"
import { dimOf, product, quotient, type RuntimeDim } from "./dim.js"
import { type RuntimeShape, sizeOf } from "./shape.js"

export type flattened<In extends readonly unknown[]> = types.flattened<In>
export type reshaped<In, target extends readonly unknown[]> = types.reshaped<In, target>
export type restOf<target> = types.restOf<target>

/** All axes but the first in one. */
export const flattened = ([first = null, ...rest]: RuntimeShape): RuntimeShape => [first, sizeOf(rest)]

/** The axes of one sample in another shape, with one -1 as large as is left; the reason when they do not fit. */
export const reshaped = (input: RuntimeShape, target: RuntimeShape): RuntimeShape | "size" | "rest" => {
  const size = sizeOf(input)
  const wanted = restOf(target)
  const open = typeof size === "number" && typeof wanted === "string"
  if (target.includes(-1)) {
    const rest = quotient(size, wanted)
    return rest === undefined ? "rest" : filled(target, rest, open)
  }
  return size === null || wanted === null || size === wanted || open ? filled(target, null, open) : "size"
}

/** The product of the axes that are given: all but -1. */
export const restOf = (target: RuntimeShape): RuntimeDim => sizeOf(target.filter(dim => dim !== -1).map(dimOf))

const filled = (target: RuntimeShape, rest: RuntimeDim, open: boolean): RuntimeShape =>
  target.map(dim =>
    dim === -1 ? rest
    : open && typeof dim === "string" ? null
    : dimOf(dim),
  )
