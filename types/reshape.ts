/** Shapes of equal size: what flattening, reshaping and permuting do to the axes. */
import type { dimOf, product, quotient, sameDim } from "./dim.js"
import type { sizeOf } from "./shape.js"

/** All axes but the first in one. */
export type flattened<In> = In extends readonly [infer B, ...infer rest] ? [B, sizeOf<rest>] : never

/**
 * The axes of one sample in another shape, with one -1 as large as is left; "size" or "rest" when they do not fit.
 * A symbol in the target for a known size becomes dynamic.
 */
export type reshaped<In, target extends readonly unknown[]> =
  -1 extends target[number] ? withRest<target, quotient<sizeOf<In>, restOf<target>>>
  : withoutRest<target, sizeOf<In>, restOf<target>>
type withRest<target, rest> = [rest] extends [never] ? "rest" : { -readonly [axis in keyof target]: target[axis] extends -1 ? rest : dimOf<target[axis]> }
type withoutRest<target, size, wanted> =
  sameDim<size, wanted> extends "yes" ? { -readonly [axis in keyof target]: dimOf<target[axis]> }
  : size extends number ?
    wanted extends string ?
      { -readonly [axis in keyof target]: target[axis] extends string ? number : target[axis] }
    : "size"
  : "size"

/** The product of the axes that are given: all but -1. */
export type restOf<target> =
  target extends readonly [infer first, ...infer rest] ?
    first extends -1 ?
      restOf<rest>
    : restAfter<rest, dimOf<first>>
  : 1
type restAfter<target, done> =
  target extends readonly [infer first, ...infer rest] ?
    first extends -1 ?
      restAfter<rest, done>
    : restAfter<rest, product<done, dimOf<first>>>
  : done
