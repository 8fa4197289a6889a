import type { RuntimeShape } from "../ops/shape.js"

/** Whether shapes are what others allow, where an axis that is not a number allows any. */
export const allowed = (wide: readonly RuntimeShape[], exact: readonly RuntimeShape[]): boolean =>
  wide.length === exact.length &&
  wide.every((shape, at) => {
    const other = exact[at] ?? []
    return shape.length === other.length && shape.every((dim, axis) => typeof dim !== "number" || dim === other[axis])
  })
