/** The values of `rearrange`, `reduce` and `repeat`: taken apart, reduced, put in order, stretched and put together. */
import * as tf from "@tensorflow/tfjs"
import { type AxesOp, type AxesPlan, type Axis, readAxes } from "./axesPattern.js"
import { sourceOf } from "./axesSizes.js"
import { around } from "./ellipsis.js"

/** How `reduce` makes one value of many. */
export type Reduction = "sum" | "mean" | "max" | "min" | "prod"

/** The values for a pattern that fits; `sizes` are numbers by now. */
export const axesValues = (
  op: AxesOp,
  pattern: string,
  x: tf.Tensor,
  sizes: Readonly<Record<string, number>>,
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
  const kept = start.filter(name => end.includes(name))
  const apart = x.reshape(start.map(sizeOf))
  const gone = start.flatMap((name, axis) => (kept.includes(name) ? [] : [axis]))
  const reduced = gone.length === 0 ? apart : reductions[reduction](apart, gone)
  const order = end.filter(name => kept.includes(name)).map(name => kept.indexOf(name))
  const turned = order.every((from, to) => from === to) ? reduced : reduced.transpose(order)
  const stretched = stretch(turned.reshape(end.map(name => (kept.includes(name) ? sizeOf(name) : 1))), end.map(sizeOf))
  return stretched.reshape(target.map(axis => axis.reduce((size, name) => size * sizeOf(name), 1)))
}

/** What the sizes of the other names leave for one. */
const rest = (plan: AxesPlan, name: string, named: readonly unknown[], sizes: Readonly<Record<string, number>>) => {
  const { place, others } = sourceOf(plan, name)
  return Number(named[place]) / others.reduce((size, other) => size * (sizes[other] ?? 1), 1)
}

const reductions: Readonly<Record<Reduction, (x: tf.Tensor, axes: number[]) => tf.Tensor>> = {
  sum: (x, axes) => x.sum(axes),
  mean: (x, axes) => x.mean(axes),
  max: (x, axes) => x.max(axes),
  min: (x, axes) => x.min(axes),
  prod: (x, axes) => x.prod(axes),
}

/** tfjs's tile has a gradient for few axes only; a product has one for all. */
const stretch = (x: tf.Tensor, shape: readonly number[]): tf.Tensor =>
  x.shape.every((size, axis) => size === shape[axis]) ? x
  : x.dtype === "float32" ? x.mul(tf.ones([...shape]))
  : x.tile(shape.map((size, axis) => size / (x.shape[axis] ?? 1)))
