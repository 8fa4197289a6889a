/** Runtime twins of types/reshape.ts. */
import type * as types from "../../types/reshape.js"
import { dimOf, quotient, type RuntimeDim, sameDim } from "./dim.js"
import { type RuntimeShape, sizeOf } from "./shape.js"

export type flattened<In extends readonly unknown[]> = types.flattened<In>
export type reshaped<In, target extends readonly unknown[]> = types.reshaped<In, target>
export type openIn<target, open> = types.openIn<target, open>
export type restOf<target, open = -1> = types.restOf<target, open>

/** All axes but the first in one. */
export const flattened = ([first = null, ...rest]: RuntimeShape): RuntimeShape => [first, sizeOf(rest)]

/**
 * The axes of one sample in another shape; the reason when they do not fit: "size", "rest", or "many"
 * when more than one axis is open. One axis may be open: -1 is as large as is
 * left, and so is a symbol unless the size is made of symbols itself.
 */
export const reshaped = (input: RuntimeShape, target: RuntimeShape): RuntimeShape | "size" | "rest" | "many" => {
  const [rest, left] = withoutCommon(input, target)
  const size = sizeOf(rest)
  const isOpen = (dim: RuntimeDim) => dim === -1 || (typeof dim === "string" && typeof size !== "string")
  const wanted = restOf(left, isOpen)
  if (!left.some(isOpen)) return sameDim(size, wanted) ? target.map(dimOf) : "size"
  if (size !== null && left.filter(isOpen).length > 1) return "many"
  const open = quotient(size, wanted)
  return open === undefined ? "rest" : target.map(dim => (isOpen(dim) && left.includes(dim) ? open : dimOf(dim)))
}

/** Axes that are in both need no arithmetic: each is taken out first. */
const withoutCommon = (input: RuntimeShape, target: RuntimeShape): readonly [RuntimeShape, RuntimeShape] => {
  const rest = [...input]
  const left = target.filter(dim => {
    const at = dim === null ? -1 : rest.indexOf(dim)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
  return [rest, left]
}

/** The product of the axes that are not open. */
export const restOf = (target: RuntimeShape, isOpen = (dim: RuntimeDim): boolean => dim === -1): RuntimeDim =>
  sizeOf(target.filter(dim => !isOpen(dim)).map(dimOf))

/** Whether a dim of a target may be what is left. */
export const isOpenDim = (dim: RuntimeDim): boolean => dim === -1 || typeof dim === "string"
