/** Symbols bound to sizes: what a model's declared shapes say about the shapes that reach it. */
import type { difference, Dim, product, sameDim, showDim, sum } from "./dim.js"
import type { sameShape } from "./shape.js"

/** What each symbol stands for. */
export type Bindings = { readonly [name: string]: unknown }

/** A declared shape that the actual one does not fit: how, in words. */
export interface Misfit<reason extends string = string> {
  readonly misfit: reason
}

/** A name, as opposed to a sum or a product of names. */
type Compound = `${string}${"+" | "-" | "*"}${string}`

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
  : dim extends `${infer left}+${infer right}` ? sum<substituteMinus<left, bound>, substituteDim<right, bound>>
  : substituteMinus<dim, bound>
type substituteMinus<text extends string, bound> =
  text extends `-${infer rest}` ? difference<0, substituteMinus<rest, bound>>
  : lastMinus<text> extends [infer left extends string, infer right extends string] ?
    difference<substituteMinus<left, bound>, substituteTerm<right, bound>>
  : substituteTerm<text, bound>
/** Splits at the last minus, since subtraction associates to the left. */
type lastMinus<text extends string, left extends string = ""> =
  text extends `${infer head}-${infer rest}` ? lastMinus<rest, left extends "" ? head : `${left}-${head}`>
  : left extends "" ? "none"
  : [left, text]
type substituteTerm<text extends string, bound> =
  text extends `${infer first}*${infer rest}` ? product<substituteTerm<first, bound>, substituteTerm<rest, bound>>
  : text extends `${infer n extends number}` ? n
  : text extends keyof bound ? bound[text]
  : text extends Dim ? text
  : never
