/** Shapes that a caller declares for what comes from elsewhere: `asShape`, `loadModel`. */
import type { axisSymbol } from "../../types/written.js"
import { dimOf, type RuntimeDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { axisSymbol as refusedSymbol } from "../ops/written.js"
import { print } from "./options.js"

/** The shape itself, with a sentence in place of each symbol that cannot be read. */
export type readable<axes extends readonly unknown[]> = unread<axes>[number][] extends never[] ? axes : read<axes>
type unread<axes extends readonly unknown[]> = {
  readonly [axis in keyof axes]: axes[axis] extends string ? Exclude<axisSymbol<axes[axis]>, axes[axis]> : never
}
type read<axes> = {
  readonly [axis in keyof axes]: axes[axis] extends string ? axisSymbol<axes[axis]> : axes[axis]
}

/** The axes of a declared shape, or the sentence for the first that cannot be one. */
export const declaredShape = (axes: unknown): RuntimeShape | string => {
  if (!Array.isArray(axes)) return `a shape must be a list of axes, got ${print(axes)}`
  const found: RuntimeDim[] = []
  for (const axis of axes) {
    const isSize = axis === null || (typeof axis === "number" && Number.isFinite(axis))
    if (!isSize && typeof axis !== "string") return `an axis must be an integer, a symbol or null, got ${print(axis)}`
    const sentence = typeof axis === "string" ? refusedSymbol(axis) : undefined
    if (sentence !== undefined) return sentence
    found.push(dimOf(axis))
  }
  return found
}
