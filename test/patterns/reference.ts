/** The values by definition: a loop over everything that the letters and names can be. */
import { type EinsumTerm, lettersIn, readEinsum } from "../../src/ops/einsumPattern.js"
import type { AxesOp } from "../../src/ops/axesPattern.js"
import { readAxes } from "../../src/ops/axesPattern.js"
import type { Reduction } from "../../src/ops/axesValues.js"
import { everyIndex, flatIndex } from "./sizes.js"

export interface Values {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

const labelsOf = ({ before, after }: EinsumTerm, between: number) => [
  ...before,
  ...(after ? Array.from({ length: between }, (_, index) => `-${between - index}`) : []),
  ...(after ?? []),
]

export const einsumByDefinition = (pattern: string, inputs: readonly Values[]): Values => {
  const plan = readEinsum(pattern)
  if (typeof plan === "string") throw new Error(plan)
  const labelled = plan.operands.map((term, at) => {
    const { shape = [], values = [] } = inputs[at] ?? {}
    return { shape, values, labels: labelsOf(term, shape.length - lettersIn(term).length) }
  })
  const sizes = new Map<string, number>()
  for (const { shape, labels } of labelled)
    for (const [axis, label] of labels.entries()) sizes.set(label, Math.max(sizes.get(label) ?? 1, shape[axis] ?? 1))
  const output = labelsOf(plan.output, [...sizes.keys()].filter(label => label.length > 1).length)
  const shape = output.map(label => sizes.get(label) ?? 1)
  const sums = new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0)
  everyIndex([...sizes], index => {
    let term = 1
    for (const { shape, values, labels } of labelled) {
      const at = labels.map((label, axis) => (shape[axis] === 1 ? 0 : (index.get(label) ?? 0)))
      term *= values[flatIndex(shape, at)] ?? 0
    }
    const to = flatIndex(
      shape,
      output.map(label => index.get(label) ?? 0),
    )
    sums[to] = (sums[to] ?? 0) + term
  })
  return { shape, values: sums }
}

const reduced: Readonly<Record<Reduction, (values: readonly number[]) => number>> = {
  sum: values => values.reduce((a, b) => a + b, 0),
  mean: values => values.reduce((a, b) => a + b, 0) / values.length,
  max: values => Math.max(...values),
  min: values => Math.min(...values),
  prod: values => values.reduce((a, b) => a * b, 1),
}

export const axesByDefinition = (
  op: AxesOp,
  pattern: string,
  { shape, values }: Values,
  sizes: Readonly<Record<string, number>>,
  reduction: Reduction,
): Values => {
  const plan = readAxes(op, pattern)
  if (typeof plan === "string") throw new Error(plan)
  const between = shape.length - plan.left.before.length - (plan.left.after?.length ?? 0)
  const places = plan.left.after ? Array.from({ length: between }, (_, index) => `... ${index}`) : []
  const spread = ({ before, after }: typeof plan.left) =>
    [...before, ...(after ? places.map(place => [place]) : []), ...(after ?? [])].map(axis =>
      axis.flatMap(name => (name === "..." ? places : [name])),
    )
  const [left, right] = [spread(plan.left), spread(plan.right)]
  const all = new Map<string, number>(Object.entries(sizes))
  left.forEach((axis, at) => {
    const open = axis.find(name => !all.has(name))
    const known = axis.reduce((size, name) => size * (all.get(name) ?? 1), 1)
    if (open !== undefined) all.set(open, (shape[at] ?? 1) / known)
  })
  const sizeOf = (axis: readonly string[]) => axis.map(name => all.get(name) ?? 1)
  const made = right.map(axis => sizeOf(axis).reduce((a, b) => a * b, 1))
  const found = new Map<number, number[]>()
  everyIndex([...all], index => {
    const place = (axes: readonly (readonly string[])[]) =>
      axes.map(axis =>
        flatIndex(
          sizeOf(axis),
          axis.map(name => index.get(name) ?? 0),
        ),
      )
    const to = flatIndex(made, place(right))
    found.set(to, [...(found.get(to) ?? []), values[flatIndex(shape, place(left))] ?? 0])
  })
  const count = made.reduce((a, b) => a * b, 1)
  return { shape: made, values: Array.from({ length: count }, (_, at) => reduced[reduction](found.get(at) ?? [])) }
}
