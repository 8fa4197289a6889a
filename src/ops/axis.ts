/** Runtime twins of types/axis.ts. */
import type * as types from "../../types/axis.js"
import type { RuntimeDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

export type axisOf<In extends readonly unknown[], axis extends number> = types.axisOf<In, axis>
export type split<In, axis extends number> = types.split<In, axis>
export type lackedAxis<In extends readonly unknown[], axes> = types.lackedAxis<In, axes>
export type showAxes<axes> = types.showAxes<axes>

/** The axis counted from the first, or nothing when the shape has no such axis. */
export const axisOf = (shape: RuntimeShape, axis: number): number | undefined => {
  const position = axis < 0 ? axis + shape.length : axis
  return position >= 0 && position < shape.length ? position : undefined
}

/** The axes before, the axis, and the axes after; nothing when there is no such axis. */
export const split = (
  shape: RuntimeShape,
  axis: number,
): readonly [RuntimeShape, RuntimeDim, RuntimeShape] | undefined => {
  const position = axisOf(shape, axis)
  if (position === undefined) return undefined
  return [shape.slice(0, position), shape[position] ?? null, shape.slice(position + 1)]
}

/** The first of some axes that a shape does not have; nothing when it has them all. */
export const lackedAxis = (shape: RuntimeShape, axes: number | readonly number[]): number | undefined =>
  [axes].flat().find(axis => axisOf(shape, axis) === undefined)

/** As messages print an option that is one axis or a list of them: `-1`, `[1, 2]`. */
export const showAxes = (axes: number | readonly number[]): string =>
  typeof axes === "number" ? `${axes}` : show(axes)
