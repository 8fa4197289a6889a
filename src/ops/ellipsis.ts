/** Runtime twin of types/ellipsis.ts. */
import type { RuntimeShape } from "./shape.js"

/** The named axes and the axes between; nothing when the shape has too few. */
export const around = (
  shape: RuntimeShape,
  before: readonly unknown[],
  after: readonly unknown[],
): { readonly named: RuntimeShape; readonly between: RuntimeShape } | undefined => {
  const end = shape.length - after.length
  if (end < before.length) return undefined
  return {
    named: [...shape.slice(0, before.length), ...shape.slice(end)],
    between: shape.slice(before.length, end),
  }
}
