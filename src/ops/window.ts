/** Runtime twins of types/window.ts. */
import type * as types from "../../types/window.js"
import { ceilQuotient, difference, floorQuotient, product, type RuntimeDim, sum } from "./dim.js"

export type sizeAt<sizes, axis> = types.sizeAt<sizes, axis>
export type windowLength<n, size, stride, padding, dilation> = types.windowLength<n, size, stride, padding, dilation>
export type paddedLength<n, stride> = types.paddedLength<n, stride>
export type transposedLength<n, size, stride, padding, dilation> = types.transposedLength<
  n,
  size,
  stride,
  padding,
  dilation
>

export type extendedLength<n, size, stride, padding, dilation, added> = types.extendedLength<
  n,
  size,
  stride,
  padding,
  dilation,
  added
>
export type hasMiddle<size, dilation> = types.hasMiddle<size, dilation>
export type isBelow<a, b> = types.isBelow<a, b>

export type lengthLess<n, cut> = types.lengthLess<n, cut>

/** How a window moves over one axis. */
export interface Moves {
  readonly size: number
  readonly stride: number
  readonly padding: "valid" | "same" | "causal"
  readonly dilation: number
}

/** The size of a window on one axis: a list has one for each, a number is the same on all. */
export const sizeAt = (sizes: number | readonly number[], axis: number): number =>
  typeof sizes === "number" ? sizes : (sizes[axis] ?? 1)

/** Length of an axis after a window moved over it, `false` when the window does not fit. */
export const windowLength = (n: RuntimeDim, { size, stride, padding, dilation }: Moves): RuntimeDim | false =>
  padding === "valid" ? steps(difference(n, beyond(size, stride, dilation)), stride) : paddedLength(n, stride)

/** Where windows begin at every element, the axis stays as it is. */
const paddedLength = (n: RuntimeDim, stride: number): RuntimeDim => (stride === 1 ? n : ceilQuotient(n, stride))

/** Length of an axis after a transposed window: what a window of this kind would have come from. */
export const transposedLength = (n: RuntimeDim, { size, stride, padding, dilation }: Moves): RuntimeDim =>
  padding === "valid" ? sum(product(n, stride), Math.max(beyond(size, stride, dilation), 0)) : product(n, stride)

/**
 * The same, where it is said how much longer it is than the least that leads back: of a padded axis one element of an odd
 * window is its middle, and none of an even one.
 */
export const extendedLength = (n: RuntimeDim, { size, stride, padding, dilation }: Moves, added: number): RuntimeDim =>
  padding === "valid" ?
    sum(product(n, stride), reach(size, dilation) - (stride - 1) + added)
  : sum(product(n, stride), added + (hasMiddle(size, dilation) ? 1 : 0) - stride)

/** Whether a window has an odd length, and so a middle. */
export const hasMiddle = (size: number, dilation: number): boolean => (isEven(size) ? isEven(dilation) : true)
const isEven = (n: number) => n % 2 === 0

/** `n - cut`, `false` when nothing is left. */
export const lengthLess = (n: RuntimeDim, cut: RuntimeDim): RuntimeDim | false => steps(difference(n, cut), 1)

const beyond = (size: number, stride: number, dilation: number) => reach(size, dilation) - (stride - 1)

const reach = (size: number, dilation: number) => (size - 1) * dilation

const steps = (room: RuntimeDim, stride: number): RuntimeDim | false =>
  typeof room === "number" && room < stride ? false : floorQuotient(room, stride)
