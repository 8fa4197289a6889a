/** Runtime twins of types/rearrange.ts. */
import type * as types from "../../types/rearrange.js"
import type { AxesOp, AxesPlan } from "./axesPattern.js"
import { type Check, checksOf, namedAxes, planFor, showAxis, sourceOf, type Wrong } from "./axesSizes.js"
import { dimOf, quotient, type RuntimeDim, sameDim, showDim } from "./dim.js"
import { around } from "./ellipsis.js"
import { type RuntimeShape, show, sizeOf } from "./shape.js"

export type axesShape<op extends AxesOp, pattern extends string, S, sizes> = types.axesShape<op, pattern, S, sizes>

/** The sizes that are given for names of a pattern. */
export type Sizes = Readonly<Record<string, RuntimeDim>>

/** The shape that a pattern makes of a shape; a sentence refuses the pattern, and `Wrong` the tensor or a size. */
export const axesShape = (
  op: AxesOp,
  pattern: string,
  shape: RuntimeShape,
  sizes: Sizes,
): RuntimeShape | string | Wrong => {
  const plan = planFor(op, pattern, Object.keys(sizes))
  if (typeof plan === "string" || "message" in plan) return plan
  const { before, after } = plan.left
  if (after) {
    const cut = around(shape, before, after)
    return cut ? outputOf(op, plan, shape, cut.named, cut.between, sizes) : wantsRank(op, plan, shape)
  }
  return shape.length === before.length ? outputOf(op, plan, shape, shape, [], sizes) : wantsRank(op, plan, shape)
}

const wantsRank = (op: AxesOp, { text, left }: AxesPlan, shape: RuntimeShape): Wrong => ({
  wrong: "tensor",
  message: `${op}: ${text} needs rank ${namedAxes(left).length}${left.after ? " or more" : ""}, got ${show(shape)}`,
})

const outputOf = (
  op: AxesOp,
  plan: AxesPlan,
  shape: RuntimeShape,
  axes: RuntimeShape,
  between: RuntimeShape,
  sizes: Sizes,
): RuntimeShape | Wrong => {
  for (const check of checksOf(plan, Object.keys(sizes))) {
    const refused = refusedAxis(op, check, shape, axes[check.place] ?? null, given(check.given, sizes))
    if (refused) return refused
  }
  const sizeNamed = (name: string): RuntimeDim => {
    if (name === "...") return sizeOf(between)
    if (name in sizes) return given([name], sizes)
    const { place, others } = sourceOf(plan, name)
    const dim = axes[place] ?? null
    return others.length === 0 ? dim : (quotient(dim, given(others, sizes)) ?? null)
  }
  const made = (parts: readonly (readonly string[])[]) => parts.map(names => sizeOf(names.map(sizeNamed)))
  const { before, after } = plan.right
  return after ? [...made(before), ...between, ...made(after)] : made(before)
}

const refusedAxis = (
  op: AxesOp,
  check: Check,
  shape: RuntimeShape,
  dim: RuntimeDim,
  size: RuntimeDim,
): Wrong | undefined => {
  const [first = "tensor"] = check.given
  if (check.open) {
    if (quotient(dim, size) !== undefined) return undefined
    return {
      wrong: first,
      message: `${op}: ${showDim(dim)} does not divide by ${check.given.join("*")} = ${showDim(size)}`,
    }
  }
  if (sameDim(dim, size)) return undefined
  if (check.axis.length === 0) {
    const message = `${op}: an axis is 1 in the pattern, but ${showDim(dim)} in the tensor ${show(shape)}`
    return { wrong: "tensor", message }
  }
  const message = `${op}: ${showAxis(check.axis)} is ${showDim(dim)} in the tensor, but the sizes make it ${showDim(size)}`
  return { wrong: first, message }
}

/** The product of the sizes that are given for some names. */
const given = (names: readonly string[], sizes: Sizes): RuntimeDim =>
  sizeOf(names.map(name => dimOf(sizes[name] ?? null)))
