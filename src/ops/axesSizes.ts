/** Runtime twins of types/axesSizes.ts. */
import type * as types from "../../types/axesSizes.js"
import { type AxesOp, type AxesPlan, type Axis, readAxes, type Side } from "./axesPattern.js"

export type Wrong<part extends string = string, message extends string = string> = types.Wrong<part, message>

/** What the axis at a place must be: the product of the given names, or a multiple of it where one name is open. */
export interface Check {
  readonly place: number
  readonly axis: Axis
  readonly given: Axis
  readonly open: boolean
}

/** Where the size of a name comes from when it is not given: what the other names leave of the axis at a place. */
export interface Source {
  readonly place: number
  readonly others: Axis
}

/** The plan of a pattern; the sentence that refuses it, or the name of a size. */
export const planFor = (op: AxesOp, pattern: string, given: Axis): AxesPlan | string | Wrong => {
  const plan = readAxes(op, pattern)
  if (typeof plan === "string") return plan
  const strange = given.find(name => !plan.names.includes(name))
  if (strange !== undefined) return { wrong: strange, message: `${op}: the pattern has no axis ${strange}` }
  return refusedSizes(op, plan, given) ?? plan
}

/** The named axes of a side, those behind the ellipsis after those before it. */
export const namedAxes = ({ before, after = [] }: Side): readonly Axis[] => [...before, ...after]

/** The sentence that refuses a pattern because a size is missing, or nothing. */
const refusedSizes = (op: AxesOp, { left, right }: AxesPlan, given: Axis): string | undefined => {
  const axes = namedAxes(left)
  for (const axis of axes) {
    const [name, second] = axis.filter(each => !given.includes(each))
    if (second !== undefined)
      return `${op}: ${showAxis(axis)} needs a size for all of its names but one, such as { ${name}: 2 }`
  }
  const known = [...axes.flat(), "...", ...given]
  const added = namedAxes(right)
    .flat()
    .find(name => !known.includes(name))
  return added === undefined ? undefined : `${op}: ${added} is new and needs a size, such as { ${added}: 2 }`
}

/** As messages print an axis: `t`, `(h d)`. */
export const showAxis = (axis: Axis): string => (axis.length === 1 ? axis.join() : `(${axis.join(" ")})`)

/** An axis of one name whose size is not given can be anything. */
export const checksOf = ({ left }: AxesPlan, sizes: Axis): readonly Check[] =>
  namedAxes(left).flatMap((axis, place) => {
    const given = axis.filter(name => sizes.includes(name))
    return axis.length === 1 && given.length === 0 ? [] : [{ place, axis, given, open: given.length < axis.length }]
  })

/** Where a name stands before the arrow. */
export const sourceOf = ({ left }: AxesPlan, name: string): Source => {
  const axes = namedAxes(left)
  const place = axes.findIndex(axis => axis.includes(name))
  return { place, others: (axes[place] ?? []).filter(other => other !== name) }
}
