/** The values of `rearrange`, `reduce` and `repeat`: taken apart, put in order, reduced, stretched and put together. */
import * as tf from "@tensorflow/tfjs"
import { type AxesOp, type AxesPlan, type Axis, readAxes } from "./axesPattern.js"
import { sourceOf } from "./axesSizes.js"
import { around } from "./ellipsis.js"

/** How `reduce` makes one value of many. */
export const reductions = ["sum", "mean", "max", "min", "prod"] as const
export type Reduction = (typeof reductions)[number]

/** The values for a pattern that fits; `sizes` are numbers by now. */
export const axesValues = (
  op: AxesOp,
  pattern: string,
  x: tf.Tensor,
  sizes: Readonly<Record<string, number>> = {},
  reduction: Reduction = "sum",
): tf.Tensor => {
  const plan = readAxes(op, pattern)
  if (typeof plan === "string") throw new Error(plan)
  const { before, after } = plan.left
  const { named, between } = around(x.shape, before, after ?? []) ?? { named: x.shape, between: [] }
  const places = between.map((_, index) => `... ${index}`)
  const spread = (axis: Axis): Axis => axis.flatMap(name => (name === "..." ? places : [name]))
  const elements = ({ before, after }: AxesPlan["left"]): readonly Axis[] =>
    after ? [...before, ...places.map(place => [place]), ...after] : before
  const sizeOf = (name: string): number => {
    const place = places.indexOf(name)
    if (place >= 0) return Number(between[place])
    return sizes[name] ?? rest(plan, name, named, sizes)
  }
  const start = elements(plan.left).flat()
  const target = elements(plan.right).map(spread)
  const end = target.flat()
  const kept = end.filter(name => start.includes(name))
  const gone = start.filter(name => !kept.includes(name))
  const size = (names: Axis) => names.reduce((total, name) => total * sizeOf(name), 1)
  const order = [...kept, ...gone].map(name => start.indexOf(name))
  const apart = x.reshape(start.map(sizeOf))
  const turned = order.every((from, to) => from === to) ? apart : apart.transpose(order)
  const reduced = gone.length === 0 ? turned : reduce[reduction](turned.reshape([size(kept), size(gone)]))
  const longer = end.reduce(
    (done, name, axis) => (kept.includes(name) ? done : stretched(done, size(end.slice(0, axis)), sizeOf(name))),
    reduced,
  )
  return longer.reshape(target.map(size))
}

/** What the sizes of the other names leave for one. */
const rest = (plan: AxesPlan, name: string, named: readonly unknown[], sizes: Readonly<Record<string, number>>) => {
  const { place, others } = sourceOf(plan, name)
  return Number(named[place]) / others.reduce((size, other) => size * (sizes[other] ?? 1), 1)
}

const reduce: Readonly<Record<Reduction, (x: tf.Tensor2D) => tf.Tensor>> = {
  sum: x => x.sum(1),
  mean: x => x.mean(1),
  max: x => x.max(1),
  min: x => x.min(1),
  prod: x => x.prod(1),
}

/**
 * An axis of a size behind the first `lead` values. tfjs's tile has a gradient for few axes only, and its product on
 * wasm is wrong for more than six; a product of three axes has neither fault.
 */
const stretched = (x: tf.Tensor, lead: number, size: number): tf.Tensor => {
  const apart = x.reshape([lead, 1, x.size / lead])
  return x.dtype === "float32" ? apart.mul(tf.ones([size, 1])) : apart.tile([1, size, 1])
}
