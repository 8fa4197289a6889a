/**
 * The values of an einsum. tfjs's own einsum knows no ellipsis and no letter twice, and has no kernel on wasm; here it
 * is made of transposes, reshapes and products of matrices, which all backends have, with their gradients.
 */
import * as tf from "@tensorflow/tfjs"
import { type EinsumTerm, lettersIn, readEinsum } from "./einsumPattern.js"

/** A tensor with a label for each axis: its letter, or the place that an axis of the ellipsis has, from the last. */
interface Labelled {
  readonly x: tf.Tensor
  readonly labels: readonly string[]
}

/** The values of an einsum whose shapes fit its pattern. */
export const contract = (pattern: string, inputs: readonly tf.Tensor[]): tf.Tensor => {
  const plan = readEinsum(pattern)
  if (typeof plan === "string") throw new Error(plan)
  const operands = plan.operands.map((term, at) => labelled(term, inputs[at] ?? tf.scalar(0)))
  const between = Math.max(...operands.map(({ labels }) => labels.filter(isPlace).length))
  const output = labelsOf(plan.output, between)
  const [first, ...rest] = stretched(operands).map(diagonal)
  if (!first) throw new Error("einsum without tensors")
  const whole = rest.reduce(
    (left, right, at) => joined(left, right, [...output, ...rest.slice(at + 1).flatMap(({ labels }) => labels)]),
    first,
  )
  return ordered(summed(whole, output), output)
}

const isPlace = (label: string) => label.length > 1
const labelsOf = (term: EinsumTerm, between: number): readonly string[] =>
  term.after ?
    [...term.before, ...Array.from({ length: between }, (_, index) => `-${between - index}`), ...term.after]
  : term.before
const labelled = (term: EinsumTerm, x: tf.Tensor): Labelled => ({
  x,
  labels: labelsOf(term, x.rank - lettersIn(term).length),
})

/** An axis of the ellipsis that is 1 here and longer elsewhere is left out: the product stretches it. */
const stretched = (operands: readonly Labelled[]): readonly Labelled[] =>
  operands.map(({ x, labels }) => {
    const isShort = (label: string, axis: number) =>
      isPlace(label) &&
      x.shape[axis] === 1 &&
      operands.some(other => other.labels.includes(label) && other.x.shape[other.labels.indexOf(label)] !== 1)
    return {
      x: x.reshape(x.shape.filter((_, axis) => !isShort(labels[axis] ?? "", axis))),
      labels: labels.filter((label, axis) => !isShort(label, axis)),
    }
  })

/** Takes the diagonal where a letter stands twice: of rows that are one value longer it is the first column. */
const diagonal = ({ x, labels }: Labelled): Labelled => {
  const twice = labels.find((label, axis) => labels.includes(label, axis + 1))
  if (twice === undefined) return { x, labels }
  const second = labels.lastIndexOf(twice)
  const first = labels.indexOf(twice)
  const rest = labels.filter((_, axis) => axis !== first && axis !== second)
  const axes = labels.map((_, axis) => axis).filter(axis => axis !== first && axis !== second)
  const lead = axes.map(axis => x.shape[axis] ?? 1)
  const [rows, size] = [product(lead), x.shape[first] ?? 1]
  const flat = x.transpose([...axes, first, second]).reshape([rows, size * size])
  const longer = flat.pad([
    [0, 0],
    [0, size],
  ])
  const column = longer.reshape([rows, size, size + 1]).slice([0, 0, 0], [rows, size, 1])
  return diagonal({ x: column.reshape([...lead, size]), labels: [...rest, twice] })
}

/** One tensor of two: what both have and nobody needs any more is summed over. */
const joined = (left: Labelled, right: Labelled, needed: readonly string[]): Labelled => {
  const a = summed(left, [...needed, ...right.labels])
  const b = summed(right, [...needed, ...left.labels])
  const both = a.labels.filter(label => b.labels.includes(label))
  const batch = both.filter(label => needed.includes(label))
  const shared = both.filter(label => !needed.includes(label))
  const [rows, columns] = [a, b].map(({ labels }) => labels.filter(label => !both.includes(label)))
  if (!rows || !columns) throw new Error("two operands have two lists of labels")
  const shape = [...sizesOf(a, batch), ...sizesOf(a, rows), ...sizesOf(b, columns)]
  const labels = [...batch, ...rows, ...columns]
  const [n, row, column, sum] = [sizesOf(a, batch), sizesOf(a, rows), sizesOf(b, columns), sizesOf(a, shared)].map(
    product,
  )
  if (n === undefined || row === undefined || column === undefined || sum === undefined) throw new Error("four sizes")
  if (shared.length === 0) {
    const first = ordered(a, [...batch, ...rows]).reshape([n, row, 1])
    const second = ordered(b, [...batch, ...columns]).reshape([n, 1, column])
    return { x: first.mul(second).reshape(shape), labels }
  }
  const first = ordered(a, [...batch, ...rows, ...shared]).reshape([n, row, sum])
  // Where the summed axes are last already, no transpose is needed.
  const last = isOrdered(b, [...batch, ...columns, ...shared])
  const second = ordered(b, last ? b.labels : [...batch, ...shared, ...columns])
  const x = tf.matMul(first, second.reshape(last ? [n, column, sum] : [n, sum, column]), false, last)
  return { x: x.reshape(shape), labels }
}
const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1)

/** Without the axes that nobody needs, summed as one: tfjs's gradient of a sum is wrong on wasm for more than six axes. */
const summed = (one: Labelled, needed: readonly string[]): Labelled => {
  const labels = one.labels.filter(label => needed.includes(label))
  const gone = one.labels.filter(label => !needed.includes(label))
  if (gone.length === 0) return one
  const shape = sizesOf(one, labels)
  const rows = ordered(one, [...labels, ...gone]).reshape([product(shape), product(sizesOf(one, gone))])
  return { x: rows.sum(1).reshape(shape), labels }
}

const sizesOf = ({ x, labels }: Labelled, wanted: readonly string[]) =>
  wanted.map(label => x.shape[labels.indexOf(label)] ?? 1)
const isOrdered = ({ labels }: Labelled, wanted: readonly string[]) =>
  labels.every((label, axis) => label === wanted[axis])
const ordered = (one: Labelled, wanted: readonly string[]): tf.Tensor =>
  isOrdered(one, wanted) ? one.x : one.x.transpose(wanted.map(label => one.labels.indexOf(label)))
