/** Shapes of equal size: what flattening, reshaping and permuting do to the axes. */
import type { dimOf, Invariant, product, quotient, sameDim } from "./dim.js"
import type { sizeOf } from "./shape.js"

/** All axes but the first in one. */
export type flattened<In> = In extends readonly [infer B, ...infer rest] ? [B, sizeOf<rest>] : never

/**
 * The axes of one sample in another shape; "size" or "rest" when they do not fit, and "many" when
 * more than one axis is open. One axis may be open: -1 is as large
 * as is left, and so is a symbol unless the size is made of symbols itself.
 */
export type reshaped<In, target extends readonly unknown[]> = reshapedRest<In, target, target>

/** Axes that are in both need no arithmetic: each is taken out first. */
type reshapedRest<In, from, target, left extends readonly unknown[] = []> =
  from extends readonly [infer first, ...infer rest] ?
    without<In, first> extends infer fewer extends readonly unknown[] ?
      reshapedRest<fewer, rest, target, left>
    : reshapedRest<In, rest, target, [...left, first]>
  : sized<sizeOf<In>, target, left>
type without<In, dim, before extends readonly unknown[] = []> =
  In extends readonly [infer first, ...infer rest] ?
    Invariant<first> extends Invariant<dim> ?
      number extends dim ?
        "none"
      : [...before, ...rest]
    : without<rest, dim, [...before, first]>
  : "none"

type sized<size, target, left extends readonly unknown[]> =
  [left[number] & openTo<size>] extends [never] ? sameSize<target, size, restOf<left>>
  : [number extends size ? "open" : "known", openIn<left, openTo<size>>] extends ["known", "many"] ? "many"
  : withRest<target, left[number] & openTo<size>, quotient<size, restOf<left, openTo<size>>>>
/** How many axes are left open: "none", "one" or "many". */
export type openIn<target, open, found = "none"> =
  target extends readonly [infer first, ...infer rest] ?
    first extends open ?
      found extends "none" ?
        openIn<rest, open, "one">
      : "many"
    : openIn<rest, open, found>
  : found
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
