/** Symbols bound to sizes: what a model's declared shapes say about the shapes that reach it. */
import type { atomOf, Rounded } from "./atom.js"
import type { ceilQuotient, difference, floorQuotient, product, quotient, sameDim, showDim, sum } from "./dim.js"
import type { parse, printSum, Sum, Term } from "./polynomial.js"
import type { lastOf, show } from "./shape.js"

/** A declared shape that the actual one does not fit: how, in words. */
export interface Misfit<reason extends string = string> {
  readonly misfit: reason
}

/** A sum, a product or a quotient of names, as opposed to a name. */
type Compound = `${string}${"+" | "-" | "*" | "/"}${string}`

/**
 * Binds the symbols of a declared shape to the axes of an actual one, which stands at a place: `in x[0]`.
 * Gives the bindings, grown by the new ones, or a `Misfit`.
 */
export type bind<declared, actual, bound = {}, place extends string = "elsewhere"> =
  actual extends readonly unknown[] ?
    declared extends readonly unknown[] ?
      number extends actual["length"] | declared["length"] ? bound
      : actual["length"] extends declared["length"] ? bindAll<declared, actual, bound, place>
      : Misfit<wrongRank<declared, actual>>
    : bound
  : bound

type wrongRank<declared extends readonly unknown[], actual extends readonly unknown[]> =
  declared extends readonly [unknown, ...infer sample] ?
    isSample<sample, actual> extends true ?
      `the batch axis is missing; one sample is ${show<[1, ...actual]>}`
    : `rank ${declared["length"]} is needed, not ${actual["length"]}`
  : `rank ${declared["length"]} is needed, not ${actual["length"]}`

/** Whether a shape is that of one sample: its symbols fit, and its last axis is the very one. */
type isSample<sample extends readonly unknown[], actual extends readonly unknown[]> =
  sample["length"] extends actual["length"] ?
    sameDim<lastOf<sample>, lastOf<actual>> extends "yes" ?
      bindAll<sample, actual, {}, ""> extends Misfit ?
        false
      : true
    : false
  : false

type bindAll<declared extends readonly unknown[], actual, bound, place extends string> =
  [Extract<declared[number], Compound>] extends [never] ? bindAxes<declared, actual, bound, place>
  : bindCompounds<declared, actual, bindAxes<declared, actual, bound, place>>

type bindAxes<declared, actual, bound, place extends string, axis extends readonly unknown[] = []> =
  declared extends readonly [infer want, ...infer wants] ?
    actual extends readonly [infer got, ...infer gots] ?
      bindAxis<want, got, bound, place> extends infer next ?
        next extends Misfit<infer reason> ?
          Misfit<`axis ${axis["length"]} must be ${reason}, not ${showDim<got>}`>
        : bindAxes<wants, gots, next, place, [...axis, 0]>
      : never
    : bound
  : bound

type bindAxis<want, got, bound, place extends string> =
  want extends string ?
    string extends want ? bound
    : want extends Compound ? bound
    : want extends keyof bound ?
      sameDim<bound[want], got> extends "yes" ?
        bound
      : Misfit<`${showDim<bound[want]>}, as ${want} is ${placeOf<bound, `in ${want}`>}`>
    : bound & { readonly [name in want | `in ${want}`]: name extends want ? got : place }
  : sameDim<want, got> extends "yes" ? bound
  : Misfit<showDim<want>>

type placeOf<bound, key> = key extends keyof bound ? bound[key] & string : "elsewhere"

/** Sums, products and quotients come last, when the names that stand alone are bound. */
type bindCompounds<declared, actual, bound, axis extends readonly unknown[] = []> =
  bound extends Misfit ? bound
  : declared extends readonly [infer want, ...infer wants] ?
    actual extends readonly [infer got, ...infer gots] ?
      want extends Compound ?
        bindCompound<want, got, bound> extends infer next ?
          next extends Misfit<infer reason> ?
            Misfit<`axis ${axis["length"]} must be ${reason}, not ${showDim<got>}`>
          : bindCompounds<wants, gots, next, [...axis, 0]>
        : never
      : bindCompounds<wants, gots, bound, [...axis, 0]>
    : bound
  : bound
type bindCompound<want extends string, got, bound> =
  want extends keyof bound ? bindSize<want, bound[want], got, bound>
  : areBound<parse<want>, bound> extends true ? bindSize<want, wholeDim<want, bound>, got, bound>
  : bindUnknown<parse<want>, want, got, bound>
type bindSize<want extends string, size, got, bound> =
  [size] extends [never] ? Misfit<`a whole ${want}`>
  : sameDim<size, got> extends "yes" ? bound
  : Misfit<`${showDim<size>}, as ${want} is elsewhere`>
type areBound<terms extends Sum, bound> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    areNamesBound<head[0], bound> extends true ?
      areBound<rest, bound>
    : false
  : true
type areNamesBound<names extends string, bound> =
  names extends "" ? true
  : names extends `${infer first}*${infer rest}` ?
    isBound<first, bound> extends true ?
      areNamesBound<rest, bound>
    : false
  : isBound<names, bound>
type isBound<name extends string, bound> =
  name extends keyof bound ? true
  : name extends `/${infer below}` ? isBound<below, bound>
  : atomOf<name> extends infer atom extends Rounded ? areBound<parse<atom[1]>, bound>
  : false

/** What a literal below zero looks like. */
type isNegative<size> =
  size extends number ?
    `${size}` extends `-${string}` ?
      true
    : false
  : false

/** A name that stands nowhere alone, but in a sum such as `2*T+1`, is what the size says; other sums are bound as they are. */
type bindUnknown<terms extends Sum, want extends string, got, bound> =
  terms extends (
    readonly [infer term extends Term, ...infer rest extends readonly [] | readonly [readonly ["", number]]]
  ) ?
    term[0] extends Compound | `${string}(${string}` ? bound & { readonly [sum in want]: got }
    : `${term[1]}` extends `-${string}` ? bound & { readonly [sum in want]: got }
    : number extends got ? bound & { readonly [name in term[0]]: got }
    : difference<got, printSum<rest>> extends infer left ?
      isNegative<left> extends true ? Misfit<`${want} for a whole ${term[0]}`>
      : quotient<left, term[1]> extends infer size ?
        [size] extends [never] ? Misfit<`${want} for a whole ${term[0]}`>
        : number extends size ? bound & { readonly [name in term[0]]: size } & { readonly [sum in want]: got }
        : bound & { readonly [name in term[0]]: size }
      : never
    : never
  : bound & { readonly [sum in want]: got }

/** A shape with its symbols replaced by what they are bound to. */
export type substitute<In, bound> = {
  [axis in keyof In]: In[axis] extends string ? substituteDim<In[axis], bound> : In[axis]
}

type substituteDim<dim extends string, bound> =
  string extends dim ? number
  : dim extends keyof bound ? bound[dim]
  : dim extends Compound ?
    wholeDim<dim, bound> extends infer size ?
      [size] extends [never] ?
        number
      : size
    : never
  : dim

/** What a sum comes to; `never` when a quotient such as `D/H` is no whole number. */
type wholeDim<dim extends string, bound> = substituteSum<parse<dim>, bound>
type substituteSum<terms extends Sum, bound, done = 0> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    substituteSum<rest, bound, sum<done, substituteNames<head[0], bound, head[1]>>>
  : done
type substituteNames<names extends string, bound, done, below extends string = ""> =
  names extends `/${infer first}*${infer rest}` ? substituteNames<rest, bound, done, `${below}${first}*`>
  : names extends `/${infer only}` ? substituteBelow<`${below}${only}*`, bound, done>
  : names extends `${infer first}*${infer rest}` ?
    substituteNames<rest, bound, product<done, valueIn<first, bound>>, below>
  : names extends "" ? substituteBelow<below, bound, done>
  : substituteBelow<below, bound, product<done, valueIn<names, bound>>>
type substituteBelow<names extends string, bound, done> =
  names extends `${infer first}*${infer rest}` ? substituteBelow<rest, bound, quotient<done, valueIn<first, bound>>>
  : done
type valueIn<name extends string, bound> =
  atomOf<name> extends infer atom extends Rounded ? roundedOf<atom[0], substituteDim<atom[1], bound>, atom[2]>
  : name extends keyof bound ? bound[name]
  : name
type roundedOf<way, above, n> = way extends "floor" ? floorQuotient<above, n> : ceilQuotient<above, n>
