/** Shapes of equal size: what flattening, reshaping and permuting do to the axes. */
import type { dimOf, product, quotient, sameDim } from "./dim.js"
import type { sizeOf } from "./shape.js"

/** All axes but the first in one. */
export type flattened<In> = In extends readonly [infer B, ...infer rest] ? [B, sizeOf<rest>] : never

/**
 * The axes of one sample in another shape; "size" or "rest" when they do not fit. One axis may be open: -1 is as large
 * as is left, and so is a symbol unless the size is made of symbols itself.
 */
export type reshaped<In, target extends readonly unknown[]> = sized<sizeOf<In>, target>
type sized<size, target extends readonly unknown[]> =
  [target[number] & openTo<size>] extends [never] ? sameSize<target, size, restOf<target>>
  : withRest<target, openTo<size>, quotient<size, restOf<target, openTo<size>>>>
type openTo<size> = size extends string ? -1 : -1 | string
type withRest<target, open, rest> =
  [rest] extends [never] ? "rest"
  : { -readonly [axis in keyof target]: target[axis] extends open ? rest : dimOf<target[axis]> }
type sameSize<target, size, wanted> =
  sameDim<size, wanted> extends "yes" ? { -readonly [axis in keyof target]: dimOf<target[axis]> } : "size"

/** The product of the axes that are not open. */
export type restOf<target, open = -1> =
  target extends readonly [infer first, ...infer rest] ?
    first extends open ?
      restOf<rest, open>
    : restAfter<rest, open, dimOf<first>>
  : 1
type restAfter<target, open, done> =
  target extends readonly [infer first, ...infer rest] ?
    first extends open ?
      restAfter<rest, open, done>
    : restAfter<rest, open, product<done, dimOf<first>>>
  : done
