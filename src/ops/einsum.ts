/** Runtime twins of types/einsum.ts. */
import type * as types from "../../types/einsum.js"
import { broadcast, type Clash, isClash } from "./broadcast.js"
import { sameDim, showDim } from "./dim.js"
import { type EinsumPlan, type EinsumTerm, lettersIn, readEinsum } from "./einsumPattern.js"
import { around } from "./ellipsis.js"
import { knownDim, type RuntimeShape, show } from "./shape.js"

export type einsumShape<pattern extends string, In extends readonly unknown[]> = types.einsumShape<pattern, In>

/** A refusal of one operand: its position, counted from 0, and the sentence. */
export interface At {
  readonly at: number
  readonly message: string
}

/** The shape that a pattern makes of some shapes; the sentence that refuses the pattern, or the operand. */
export const einsumShape = (pattern: string, inputs: readonly RuntimeShape[]): RuntimeShape | string | At => {
  const plan = readEinsum(pattern)
  if (typeof plan === "string") return plan
  if (inputs.length !== plan.operands.length) return wantsTensors(plan.operands.length, inputs.length)
  const row = placed(plan.operands, inputs)
  return "message" in row ? row : outputOf(plan, row)
}

const wantsTensors = (wanted: number, got: number) =>
  `einsum: the pattern has ${wanted} ${wanted === 1 ? "operand" : "operands"}, got ${got} ${got === 1 ? "tensor" : "tensors"}`

/** The named axes of all operands in one row, and the axes that the ellipsis stands for, if there is one. */
interface Row {
  readonly named: RuntimeShape
  readonly between: RuntimeShape | undefined
}

const placed = (operands: readonly EinsumTerm[], inputs: readonly RuntimeShape[]): Row | At => {
  let named: RuntimeShape = []
  let together: RuntimeShape | undefined
  for (const [at, term] of operands.entries()) {
    const shape = inputs[at] ?? []
    const own =
      term.after ? around(shape, term.before, term.after)
      : shape.length === term.before.length ? { named: shape, between: undefined }
      : undefined
    if (!own) return { at, message: wantsRank(at + 1, term, shape) }
    named = [...named, ...own.named]
    if (!own.between) continue
    const both: RuntimeShape | Clash = together ? broadcast(together, own.between) : own.between
    if (isClash(both)) return { at, message: wantsBroadcast(at + 1, own.between, together ?? []) }
    together = both
  }
  return { named, between: together }
}

const wantsRank = (count: number, term: EinsumTerm, shape: RuntimeShape) =>
  `einsum: operand ${count} (${term.text}) needs rank ${lettersIn(term).length}${term.after ? " or more" : ""}, got ${show(shape)}`
const wantsBroadcast = (count: number, own: RuntimeShape, together: RuntimeShape) =>
  `einsum: the ellipsis is ${show(own)} in operand ${count}, which does not broadcast with ${show(together)}`

const outputOf = (plan: EinsumPlan, { named, between }: Row): RuntimeShape | At => {
  const unequal = plan.equal.find(([a, b]) => !sameDim(named[a] ?? null, named[b] ?? null))
  if (unequal) return { at: plan.axes[unequal[1]]?.operand ?? 0, message: wantsEqual(plan, named, ...unequal) }
  const known = (letter: string) =>
    named.filter((_, position) => plan.axes[position]?.letter === letter).reduce(knownDim, null)
  return [...plan.output.before.map(known), ...(between ?? []), ...(plan.output.after ?? []).map(known)]
}

const wantsEqual = ({ axes }: EinsumPlan, named: RuntimeShape, a: number, b: number) => {
  const [first, second] = [showDim(named[a] ?? null), showDim(named[b] ?? null)]
  const [left = 0, right = 0] = [axes[a]?.operand, axes[b]?.operand]
  return left === right ?
      `einsum: ${axes[b]?.letter} is ${first} and also ${second} in operand ${right + 1}`
    : `einsum: ${axes[b]?.letter} is ${first} in operand ${left + 1}, but ${second} in operand ${right + 1}`
}
