/** Functions of one number that leave int32 as it is. */
import * as tf from "@tensorflow/tfjs"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { numberOf, Result } from "../core/opTypes.js"
import type { AnyTensor, dims } from "../core/tensor.js"

/** Gives the dtype that came in, of the same shape; booleans count as int32. */
export type Numeric = <X extends AnyTensor>(x: X) => Result<X, X[typeof dims], numberOf<X["dtype"]>>

const numeric = (name: string, compute: (x: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  name,
  inputs: 1,
  options: {},
  shape: (_, x) => x,
  takes: "numbers",
  compute: (_, x) => compute(x),
})

/** Of integers, themselves. */
const whole = (compute: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) => (x.dtype === "int32" ? x : compute(x))

/**
 * `-x`, element by element.
 * @shape any to itself
 * @example neg(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const neg = op<Numeric>(numeric("neg", tf.neg))

/**
 * Without the sign, element by element.
 * @shape any to itself
 * @example abs(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const abs = op<Numeric>(numeric("abs", tf.abs))

/**
 * `x * x`, element by element.
 * @shape any to itself
 * @example square(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const square = op<Numeric>(numeric("square", tf.square))

/**
 * -1, 0 or 1, element by element.
 * @shape any to itself
 * @example sign(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const sign = op<Numeric>(numeric("sign", tf.sign))

/**
 * `x` above 0, and 0 below, element by element.
 * @shape any to itself
 * @example relu(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const relu = op<Numeric>(numeric("relu", tf.relu))

/**
 * `x` from 0 to 6, and the nearer of the two outside, element by element.
 * @shape any to itself
 * @example relu6(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const relu6 = op<Numeric>(numeric("relu6", tf.relu6))

/**
 * Rounded down, element by element.
 * @shape any to itself
 * @example floor(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const floor = op<Numeric>(numeric("floor", whole(tf.floor)))

/**
 * Rounded up, element by element.
 * @shape any to itself
 * @example ceil(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const ceil = op<Numeric>(numeric("ceil", whole(tf.ceil)))

/**
 * Rounded to the nearest integer, and half to the even one, element by element.
 * @shape any to itself
 * @example round(input({ shape: [7] })) // => SymbolicTensor<["B", 7]>
 */
export const round = op<Numeric>(numeric("round", whole(tf.round)))

/** Whether something holds, of the same shape. */
export type Predicate = <X extends AnyTensor>(x: X) => Result<X, X[typeof dims], "bool">

const predicate = (name: string, compute: (x: tf.Tensor) => tf.Tensor): OpSpec<object> => ({
  ...numeric(name, compute),
  takes: "float32",
  dtype: "bool",
})

/**
 * Whether it is no number, element by element.
 * @shape any to booleans
 * @example isNaN(tensor([1, 2])) // => BoolTensor<[2]>
 */
const nan = op<Predicate>(predicate("isNaN", tf.isNaN))

/**
 * Whether it is infinite, element by element.
 * @shape any to booleans
 * @example isInf(tensor([1, 2])) // => BoolTensor<[2]>
 */
export const isInf = op<Predicate>(predicate("isInf", tf.isInf))

/**
 * Whether it is a finite number, element by element.
 * @shape any to booleans
 * @example isFinite(tensor([1, 2])) // => BoolTensor<[2]>
 */
const finite = op<Predicate>(predicate("isFinite", tf.isFinite))

// Under the names that tfjs has, which JavaScript has as well.
export { finite as isFinite, nan as isNaN }
