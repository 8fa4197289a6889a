/** A pattern of axes with the names that sizes are given for: where the size of each name comes from. */
import type { Axis, AxesOp, AxesPlan, readAxes } from "./axesPattern.js"

/**
 * Where a size comes from: it is given, it is that of the axis at a place of the row, it is what the other names leave
 * of that axis, or it is the size of the ellipsis.
 */
export type Source =
  | readonly [from: "size", name: string]
  | readonly [from: "axis", place: number]
  | readonly [from: "rest", place: number, others: Axis]
  | readonly [from: "..."]

/** An axis of the output: a place of the row as it is, a size that is given, or the product of what it is made of. */
export type Part = number | string | readonly Source[]

/** What the axis at a place must be: the product of the given names, or a multiple of it where one name is open. */
export type Check = readonly [place: number, axis: Axis, given: Axis, open: boolean]

/** What a pattern asks of shapes, once it is known which sizes are given. */
export interface AxesSources {
  readonly text: string
  readonly left: AxesPlan["left"]
  /** The number of axes; "..." where there may be more. */
  readonly rank: number | "..."
  readonly checks: readonly Check[]
  readonly before: readonly Part[]
  readonly after: readonly Part[] | "none"
}

/** A refusal of the tensor, or of the size of a name. */
export interface Wrong<part extends string = string, message extends string = string> {
  readonly wrong: part
  readonly message: message
}

/** What a pattern asks of shapes; the sentence that refuses it, or the name of a size. */
export type planFor<op extends AxesOp, pattern extends string, given> =
  readAxes<op, pattern> extends infer plan ?
    plan extends AxesPlan ?
      [given] extends [plan["names"]] ?
        sourcesOf<op, plan, given>
      : wrongNames<op, Exclude<given, plan["names"]>>
    : plan
  : never

type wrongNames<op extends AxesOp, name> =
  name extends string ? Wrong<name, `${op}: the pattern has no axis ${name}`> : never

type sourcesOf<op extends AxesOp, plan extends AxesPlan, given> =
  row<plan["left"]> extends infer axes extends readonly Axis[] ?
    refusedAxes<op, axes, given> extends infer refused extends string ? refused
    : refusedNew<op, plan["right"], axes, given> extends infer refused extends string ? refused
    : {
        text: plan["text"]
        left: plan["left"]
        rank: plan["left"][1] extends "none" ? axes["length"] : "..."
        checks: checksOf<axes, given>
        before: sourcesOfEach<plan["right"][0], axes, given>
        after: plan["right"][1] extends readonly Axis[] ? sourcesOfEach<plan["right"][1], axes, given> : "none"
      }
  : never

/** The named axes of a side, those behind the ellipsis after those before it. */
type row<side extends AxesPlan["left"]> = side[1] extends readonly Axis[] ? [...side[0], ...side[1]] : side[0]

/** The names of an axis that have a size, or those that have none. */
type withSize<axis, given, done extends Axis = []> =
  axis extends readonly [infer name extends string, ...infer rest] ?
    withSize<rest, given, name extends given ? [...done, name] : done>
  : done
type withoutSize<axis, given, done extends Axis = []> =
  axis extends readonly [infer name extends string, ...infer rest] ?
    withoutSize<rest, given, name extends given ? done : [...done, name]>
  : done

type refusedAxes<op extends AxesOp, axes, given> =
  axes extends readonly [infer axis extends Axis, ...infer rest] ?
    withoutSize<axis, given> extends readonly [infer name extends string, string, ...string[]] ?
      `${op}: ${showAxis<axis>} needs a size for all of its names but one, such as { ${name}: 2 }`
    : refusedAxes<op, rest, given>
  : []
type refusedNew<op extends AxesOp, right extends AxesPlan["right"], axes extends readonly Axis[], given> =
  newWithout<namesOf<row<right>>, namesOf<axes>[number] | "..." | given> extends infer name extends string ?
    `${op}: ${name} is new and needs a size, such as { ${name}: 2 }`
  : []
type newWithout<names, known> =
  names extends readonly [infer name, ...infer rest] ?
    name extends known ?
      newWithout<rest, known>
    : name
  : []
type namesOf<axes, done extends Axis = []> =
  axes extends readonly [infer axis extends Axis, ...infer rest] ? namesOf<rest, [...done, ...axis]> : done

/** As messages print an axis: `t`, `(h d)`. */
export type showAxis<axis extends Axis> =
  axis extends readonly [infer name extends string] ? name : `(${joined<axis, " ">})`
/** Names with something between. */
export type joined<names, between extends string, done extends string = ""> =
  names extends readonly [infer name extends string, ...infer rest] ?
    joined<rest, between, done extends "" ? name : `${done}${between}${name}`>
  : done

/** An axis of one name whose size is not given can be anything. */
type checksOf<axes, given, place extends readonly unknown[] = [], done extends readonly Check[] = []> =
  axes extends readonly [infer axis extends Axis, ...infer rest] ?
    [axis, withSize<axis, given>] extends [readonly [string], []] ?
      checksOf<rest, given, [...place, 0], done>
    : checksOf<
        rest,
        given,
        [...place, 0],
        [...done, [place["length"], axis, withSize<axis, given>, withoutSize<axis, given> extends [] ? false : true]]
      >
  : done

type sourcesOfEach<right, axes, given> = {
  [index in keyof right]: right[index] extends infer axis extends Axis ? partOf<sourcesIn<axis, axes, given>> : never
}
type partOf<sources> = sources extends readonly [readonly ["axis" | "size", infer only]] ? only : sources
type sourcesIn<axis, axes, given> = { [index in keyof axis]: sourceOf<axis[index], axes, given> }
type sourceOf<name, axes, given, place extends readonly unknown[] = []> =
  name extends "..." ? ["..."]
  : name extends given ? ["size", name]
  : axes extends readonly [infer axis extends Axis, ...infer rest] ?
    name extends axis[number] ?
      axis extends readonly [string] ?
        ["axis", place["length"]]
      : ["rest", place["length"], withSize<axis, given>]
    : sourceOf<name, rest, given, [...place, 0]>
  : never
