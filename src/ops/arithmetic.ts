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
export type Arithmetic<name extends string> = <A extends Operand, B extends Operand>(
  a: A,
  b: Second<A, B, pairShape<shapeOf<A>, shapeOf<B>, name>, name>,
) => Computed<A, B, name>

/** The rest of an integer by 0, which has no value, and stops tfjs's wasm backend, is 0. */
const withoutZeros = (b: tf.Tensor) => tf.add(b, tf.cast(tf.equal(b, tf.zerosLike(b)), "int32"))

/** An integer by 0, which has no value either, is 0. */
const wholeQuotient = (a: tf.Tensor, b: tf.Tensor) =>
  tf.mul(tf.floorDiv(a, withoutZeros(b)), tf.cast(tf.notEqual(b, tf.zerosLike(b)), "int32"))

/** Nor has 0 to a power below 0: then it is that of 2, which is rounded to 0. */
const wholePower = (a: tf.Tensor, b: tf.Tensor) => {
  const none = tf.logicalAnd(tf.equal(a, tf.zerosLike(a)), tf.less(b, tf.zerosLike(b)))
  return tf.pow(tf.add(a, tf.mul(tf.cast(none, "int32"), tf.scalar(2, "int32"))), b)
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

/**
 * `a - b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * sub(1, input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sub = op<Arithmetic<"sub">>(arithmetic("sub", tf.sub))

/**
 * `a * b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * mul(input({ shape: [7] }), 2) // => SymbolicTensor<["B", 7]>
 */
export const mul = op<Arithmetic<"mul">>(arithmetic("mul", tf.mul))

/**
 * `a / b`, element by element; of two int32, rounded down, as in tfjs.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * div(input({ shape: [7] }), 2) // => SymbolicTensor<["B", 7]>
 */
export const div = op<Arithmetic<"div">>(
  arithmetic("div", (a, b) => (a.dtype === "int32" ? wholeQuotient(a, b) : tf.div(a, b))),
)

/**
 * `a / b`, element by element, and 0 where `b` is 0.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * divNoNan(tensor([1, 2]), tensor([0, 2])) // => Tensor<[2]>
 */
export const divNoNan = op<Arithmetic<"divNoNan">>(arithmetic("divNoNan", (a, b) => tf.divNoNan(a, b)))

/**
 * `a / b` rounded down, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * floorDiv(tensor([7, 8]), 3) // => Tensor<[2]>
 */
export const floorDiv = op<Arithmetic<"floorDiv">>(
  arithmetic("floorDiv", (a, b) => (a.dtype === "int32" ? wholeQuotient(a, b) : tf.floor(tf.div(a, b)))),
)

/**
 * The rest of `a / b`, element by element, with the sign of `b`.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * mod(tensor([7, 8]), 3) // => Tensor<[2]>
 */
export const mod = op<Arithmetic<"mod">>(
  arithmetic("mod", (a, b) => tf.mod(a, a.dtype === "int32" ? withoutZeros(b) : b)),
)

/**
 * `a` to the power of `b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * pow(tensor([7, 8]), 2) // => Tensor<[2]>
 */
export const pow = op<Arithmetic<"pow">>(
  arithmetic("pow", (a, b) => (a.dtype === "int32" ? wholePower(a, b) : tf.pow(a, b))),
)

/**
 * The larger of `a` and `b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * maximum(tensor([7, 8]), tensor([[7.5], [1]])) // => Tensor<[2, 2]>
 */
export const maximum = op<Arithmetic<"maximum">>(arithmetic("maximum", tf.maximum))

/**
 * The smaller of `a` and `b`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * minimum(tensor([7, 8]), 7.5) // => Tensor<[2]>
 */
export const minimum = op<Arithmetic<"minimum">>(arithmetic("minimum", tf.minimum))

/**
 * `(a - b) * (a - b)`, element by element.
 *
 * @shape any two that broadcast, aligned at the end: an axis of 1 stretches; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * squaredDifference(tensor([7, 8]), 1) // => Tensor<[2]>
 */
export const squaredDifference = op<Arithmetic<"squaredDifference">>(
  arithmetic("squaredDifference", tf.squaredDifference),
)
