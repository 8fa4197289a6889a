/** Runtime twins of types/shape.ts; each name is exported as both. */
import type * as types from "../../types/shape.js"
import { product, type RuntimeDim, sameDim, showDim } from "./dim.js"

export type show<In> = types.show<In>
export type sizeOf<In> = types.sizeOf<In>
export type lastOf<In> = types.lastOf<In>
export type sameShape<A, B> = types.sameShape<A, B>
export type knownDim<a, b> = types.knownDim<a, b>
export type meet<A, B> = types.meet<A, B>

/** Axis lengths at run time: an axis known only as data arrives is `null`. */
export type RuntimeShape = readonly RuntimeDim[]

/** As messages print it: `[B, 7, ?]`. */
export const show = (shape: RuntimeShape): string => `[${join(shape)}]`

/** The dims of a shape, separated by commas. */
export const join = (shape: RuntimeShape): string => shape.map(showDim).join(", ")

/** Product of all axes: 1 for a scalar. */
export const sizeOf = (shape: RuntimeShape): RuntimeDim => shape.reduce(product, 1)

/** Last axis; `null` for a scalar. */
export const lastOf = (shape: RuntimeShape): RuntimeDim => shape.at(-1) ?? null

/** Whether two shapes agree axis by axis; a dynamic axis agrees with anything. */
export const sameShape = (a: RuntimeShape, b: RuntimeShape): boolean =>
  a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis] ?? null))

/** Takes the known axis where the other one is dynamic. */
export const knownDim = (a: RuntimeDim, b: RuntimeDim): RuntimeDim => (a === null ? b : a)

/** Two shapes that agree, with every axis as exact as either of them says. */
export const meet = (a: RuntimeShape, b: RuntimeShape): RuntimeShape =>
  a.map((dim, axis) => knownDim(dim, b[axis] ?? null))
