/** Comparisons of two tensors, and logic on booleans, element by element, with NumPy's broadcasting. */
import * as tf from "@tensorflow/tfjs"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { Bool, Operand, Result, Result2, Second, SecondBool, shapeOf } from "../core/opTypes.js"
import type { AnyTensor, dims } from "../core/tensor.js"
import { pairShape } from "./arithmetic.js"

/** A comparison of two tensors, or of a tensor and a number. */
export type Comparison<name extends string> = <A extends Operand, B extends Operand>(
  a: A,
  b: Second<A, B, pairShape<shapeOf<A>, shapeOf<B>, name>, name>,
) => Result2<A, B, pairShape<shapeOf<A>, shapeOf<B>, name>, "bool">

const comparison = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  name,
  inputs: 2,
  numbers: true,
  options: {},
  shape: (_, a, b) => pairShape(a, b, name),
  takes: "numbers",
  dtype: "bool",
  compute: (_, a, b) => compute(a, b),
})

/**
 * Whether `a` is `b`, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * equal(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const equal = op<Comparison<"equal">>(comparison("equal", tf.equal))

/**
 * Whether `a` is not `b`, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * notEqual(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const notEqual = op<Comparison<"notEqual">>(comparison("notEqual", tf.notEqual))

/**
 * Whether `a` is above `b`, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * greater(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const greater = op<Comparison<"greater">>(comparison("greater", tf.greater))

/**
 * Whether `a` is `b` or above, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * greaterEqual(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const greaterEqual = op<Comparison<"greaterEqual">>(comparison("greaterEqual", tf.greaterEqual))

/**
 * Whether `a` is below `b`, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * less(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const less = op<Comparison<"less">>(comparison("less", tf.less))

/**
 * Whether `a` is `b` or below, element by element.
 *
 * @shape any two that broadcast, to booleans; a number has no axes
 * @throws ShapeError when an axis differs and is not 1
 * @example
 * lessEqual(tensor([1, 2]), 2) // => BoolTensor<[2]>
 */
export const lessEqual = op<Comparison<"lessEqual">>(comparison("lessEqual", tf.lessEqual))

/** Logic on two tensors of booleans. */
export type Logic<name extends string> = <A extends AnyTensor, B extends AnyTensor>(
  a: Bool<A, name>,
  b: SecondBool<A, B, pairShape<A[typeof dims], B[typeof dims], name>, name>,
) => Result<A, pairShape<A[typeof dims], B[typeof dims], name>, "bool">

const logic = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  name,
  inputs: 2,
  options: {},
  shape: (_, a, b) => pairShape(a, b, name),
  takes: "bool",
  dtype: "bool",
  compute: (_, a, b) => compute(a, b),
})

/**
 * Whether both are true, element by element.
 *
 * @shape any two of booleans that broadcast
 * @throws ShapeError when an axis differs and is not 1, or one does not hold booleans
 * @example
 * logicalAnd(tensor([true, false]), tensor([[true], [false]])) // => BoolTensor<[2, 2]>
 */
export const logicalAnd = op<Logic<"logicalAnd">>(logic("logicalAnd", tf.logicalAnd))

/**
 * Whether one of the two is true, or both, element by element.
 *
 * @shape any two of booleans that broadcast
 * @throws ShapeError when an axis differs and is not 1, or one does not hold booleans
 * @example
 * logicalOr(tensor([true, false]), tensor([[true], [false]])) // => BoolTensor<[2, 2]>
 */
export const logicalOr = op<Logic<"logicalOr">>(logic("logicalOr", tf.logicalOr))

/**
 * Whether one of the two is true, and only one, element by element.
 *
 * @shape any two of booleans that broadcast
 * @throws ShapeError when an axis differs and is not 1, or one does not hold booleans
 * @example
 * logicalXor(tensor([true, false]), tensor([[true], [false]])) // => BoolTensor<[2, 2]>
 */
export const logicalXor = op<Logic<"logicalXor">>(logic("logicalXor", tf.logicalXor))

/**
 * Whether it is false, element by element.
 *
 * @shape any of booleans to itself
 * @throws ShapeError when it does not hold booleans
 * @example
 * logicalNot(tensor([true, false])) // => BoolTensor<[2]>
 */
export const logicalNot = op<<X extends AnyTensor>(x: Bool<X, "logicalNot">) => Result<X, X[typeof dims], "bool">>({
  name: "logicalNot",
  inputs: 1,
  options: {},
  shape: (_, x) => x,
  takes: "bool",
  compute: (_, x) => tf.logicalNot(x),
})
