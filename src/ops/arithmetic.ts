/** Arithmetic on two tensors, element by element, with NumPy's broadcasting and tfjs's dtypes. */
import * as tf from "@tensorflow/tfjs"
import type { Invariant } from "../../types/dim.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { numbersOf, Operand, Result2, Second, shapeOf } from "../core/opTypes.js"
import { broadcast, type Clash, isClash } from "./broadcast.js"
import { showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

/** The shape that two broadcast to. */
export type pairShape<A, B, name extends string> =
  Invariant<A> extends Invariant<B> ? A
  : broadcast<A, B> extends infer out ?
    out extends Clash<infer axis> ?
      clashes<A, B, axis, name>
    : out
  : never
export const pairShape = (a: RuntimeShape, b: RuntimeShape, name: string) => {
  const out = broadcast(a, b)
  return isClash(out) ? refuse(clashes(a, b, out.clash, name), show(a), show(b)) : out
}

type clashes<
  A,
  B,
  axis extends number,
  name extends string,
> = `${name} cannot broadcast ${show<A>} with ${show<B>}: axis ${axis} of the second must be ${facing<A, B, axis>} or 1, not ${axisOf<B, axis>}`
type axisOf<In, axis> = In extends readonly unknown[] ? showDim<In[axis & keyof In]> : never
/** The axis of `A` that stands where `B` has `axis`, counted from the end. */
type facing<A, B, axis extends number> =
  B extends readonly [...infer restB, unknown] ?
    A extends readonly [...infer restA, infer a] ?
      restB["length"] extends axis ?
        showDim<a>
      : facing<restA, restB, axis>
    : never
  : never
const clashes = (a: RuntimeShape, b: RuntimeShape, axis: number, name: string) =>
  `${name} cannot broadcast ${show(a)} with ${show(b)}: axis ${axis} of the second must be ${showDim(a[axis + a.length - b.length] ?? null)} or 1, not ${showDim(b[axis] ?? null)}`

/** The result of arithmetic: float32 when one of the two is, and otherwise int32. */
type Computed<A, B, name extends string> = Result2<A, B, pairShape<shapeOf<A>, shapeOf<B>, name>, numbersOf<A, B>>

/** An op on two tensors, or a tensor and a number. */
export interface Arithmetic<name extends string> {
  <A extends Operand, B extends Operand>(
    a: A,
    b: Second<A, B, pairShape<shapeOf<A>, shapeOf<B>, name>, name>,
  ): Computed<A, B, name>
}

/** What all of them have in common. */
const arithmetic = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  name,
  inputs: 2,
  numbers: true,
  options: {},
  shape: (_, a, b) => pairShape(a, b, name),
  takes: "numbers",
  compute: (_, a, b) => compute(a, b),
})

/**
 * `a + b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * const x = input({ shape: [7, 12] })
 * add(x, 1) // => SymbolicTensor<["B", 7, 12]>
 * add(tensor([[1], [2]]), tensor([10, 20, 30])) // => Tensor<[2, 3]>
 */
export const add = op<Arithmetic<"add">>(arithmetic("add", tf.add))

/** `a - b`, element by element. @shape any two that broadcast */
export const sub = op<Arithmetic<"sub">>(arithmetic("sub", tf.sub))
