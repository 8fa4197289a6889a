/** Runtime twins of types/axesPattern.ts. */
import type * as types from "../../types/axesPattern.js"

export type AxesOp = types.AxesOp
export type Axis = types.Axis
/** An axis as it is written: the ellipsis alone is no axis, but any number of them. */
type Written = Axis | "..."

/** The axes before an ellipsis and those behind it; all before when there is none. */
export interface Side {
  readonly before: readonly Axis[]
  readonly after: readonly Axis[] | undefined
}

export interface AxesPlan {
  /** What stands before the arrow, as it is written. */
  readonly text: string
  readonly left: Side
  readonly right: Side
  /** Every name, save the ellipsis. */
  readonly names: readonly string[]
}

/** The plan of a pattern, or the sentence that refuses it. */
export const readAxes = (op: AxesOp, pattern: string): AxesPlan | string => {
  const arrow = pattern.indexOf("->")
  if (arrow < 0) return `${op}: ${pattern} has no ->; write the axes before it and those behind it`
  const text = pattern.slice(0, arrow)
  const before = readSide(op, text)
  if (typeof before === "string") return before
  const after = readSide(op, pattern.slice(arrow + 2))
  if (typeof after === "string") return after
  const refused = refusedSides(op, before, after)
  if (refused !== undefined) return refused
  return {
    text: text.replace(/^ +| +$/g, ""),
    left: sideOf(before),
    right: sideOf(after),
    names: [...namesIn(before), ...namesIn(after)].filter(name => name !== "..."),
  }
}

/** The axes of one side; a bracket that is open holds the names so far. */
const readSide = (op: AxesOp, text: string): readonly Written[] | string => {
  const done: Written[] = []
  let open: string[] | undefined
  for (const word of text.replace(/[()]/g, " $& ").split(" ")) {
    if (word === "") continue
    else if (word === "(") {
      if (open) return `${op}: the pattern has a ( inside of another`
      open = []
    } else if (word === ")") {
      if (!open) return `${op}: the pattern has a ) without its (`
      done.push(open)
      open = undefined
    } else if (word === "1") {
      if (!open) done.push([])
    } else if (word !== "..." && !isName(word)) {
      return `${op}: ${word} is no name of an axis; a name is made of letters, digits and _, and begins with a letter`
    } else if (open) open.push(word)
    else done.push(word === "..." ? word : [word])
  }
  return open ? `${op}: the pattern has a ( without its )` : done
}
const isName = (word: string) => /^[A-Za-z][A-Za-z0-9_]*$/.test(word)

const isAxis = (axis: Written): axis is Axis => axis !== "..."
const sideOf = (axes: readonly Written[]): Side => {
  const dots = axes.indexOf("...")
  return {
    before: axes.slice(0, dots < 0 ? axes.length : dots).filter(isAxis),
    after: dots < 0 ? undefined : axes.slice(dots + 1).filter(isAxis),
  }
}

/** All names of some axes, in order. */
const namesIn = (axes: readonly Written[]): Axis => axes.flat()

/** The first sentence that refuses the two sides, or nothing. */
const refusedSides = (op: AxesOp, before: readonly Written[], after: readonly Written[]): string | undefined => {
  const refused = refusedNames(op, namesIn(before), namesIn(after))
  if (refused !== undefined) return refused
  return before.filter(isAxis).some(axis => axis.includes("...")) ?
      `${op}: the ellipsis cannot stand in brackets before the ->`
    : undefined
}
const refusedNames = (op: AxesOp, before: Axis, after: Axis): string | undefined => {
  const [twiceBefore, twiceAfter, only] = [twice(before), twice(after), lacked(before, after)]
  if (twiceBefore !== undefined) return `${op}: ${twiceBefore} stands twice before the ->`
  if (twiceAfter !== undefined) return `${op}: ${twiceAfter} stands twice behind the ->`
  if (only === undefined || op === "reduce") return refusedAdded(op, before, after)
  return `${op}: ${only} stands only before the ->; reduce takes axes away`
}
const refusedAdded = (op: AxesOp, before: Axis, after: Axis): string | undefined => {
  if (after.includes("...") && !before.includes("...")) return `${op}: the ellipsis stands only behind the ->`
  const added = lacked(after, before)
  if (op === "repeat" || added === undefined) return undefined
  return `${op}: ${added} stands only behind the ->; repeat adds axes`
}
const twice = (names: Axis) => names.find((name, index) => names.includes(name, index + 1))
const lacked = (names: Axis, others: Axis) => names.find(name => !others.includes(name))
