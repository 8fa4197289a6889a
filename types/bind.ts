/** Symbols bound to sizes: what a model's declared shapes say about the shapes that reach it. */
import type { atomOf, Rounded } from "./atom.js"
import type { ceilQuotient, floorQuotient, product, quotient, sameDim, showDim, sum } from "./dim.js"
import type { parse, Sum, Term } from "./polynomial.js"
import type { sameShape } from "./shape.js"

/** What each symbol stands for. */
export type Bindings = { readonly [name: string]: unknown }

/** A declared shape that the actual one does not fit: how, in words. */
export interface Misfit<reason extends string = string> {
  readonly misfit: reason
}

/** A sum, a product or a quotient of names, as opposed to a name. */
type Compound = `${string}${"+" | "-" | "*" | "/"}${string}`

/**
 * Binds the symbols of a declared shape to the axes of an actual one.
 * Gives the bindings, grown by the new ones, or a `Misfit`.
 */
export type bind<declared, actual, bound = {}> =
  actual extends readonly unknown[] ?
    declared extends readonly unknown[] ?
      number extends actual["length"] | declared["length"] ? bound
      : actual["length"] extends declared["length"] ? bindAxes<declared, actual, bound>
      : Misfit<wrongRank<declared, actual>>
    : bound
  : bound

type wrongRank<declared extends readonly unknown[], actual extends readonly unknown[]> =
  declared extends readonly [unknown, ...infer sample] ?
    sameShape<sample, actual> extends "yes" ?
      "the batch axis is missing"
    : `rank ${declared["length"]} is needed, not ${actual["length"]}`
  : `rank ${declared["length"]} is needed, not ${actual["length"]}`

type bindAxes<declared, actual, bound, axis extends readonly unknown[] = []> =
  declared extends readonly [infer want, ...infer wants] ?
    actual extends readonly [infer got, ...infer gots] ?
      bindAxis<want, got, bound> extends infer next ?
        next extends Misfit<infer reason> ?
          Misfit<`axis ${axis["length"]} must be ${reason}, not ${showDim<got>}`>
        : bindAxes<wants, gots, next, [...axis, 0]>
      : never
    : bound
  : bound

type bindAxis<want, got, bound> =
  want extends string ?
    string extends want ? bound
    : want extends Compound ? bound
    : want extends keyof bound ?
      sameDim<bound[want], got> extends "yes" ?
        bound
      : Misfit<`${showDim<bound[want]>}, as ${want} is elsewhere`>
    : bound & { readonly [name in want]: got }
  : sameDim<want, got> extends "yes" ? bound
  : Misfit<showDim<want>>

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
