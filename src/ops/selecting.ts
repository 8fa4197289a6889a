/** Values that are chosen, cut off, or told in another dtype. */
import * as tf from "@tensorflow/tfjs"
import type { positive } from "../../types/error.js"
import { isRefusal, refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { alikeOf, Bool, Indices, numberOf, Result, Third } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, Tensors } from "../core/tensor.js"
import { pairShape } from "./arithmetic.js"
import type { RuntimeShape } from "./shape.js"

/** All three broadcast together. */
type whereShape<C, A, B> =
  pairShape<A, B, "where"> extends infer out ?
    out extends string ?
      out
    : pairShape<C, out, "where">
  : never
const whereShape = (condition: RuntimeShape, a: RuntimeShape, b: RuntimeShape) => {
  const out = pairShape(a, b, "where")
  return isRefusal(out) ? out : pairShape(condition, out, "where")
}

/**
 * `a` where the condition is true, and `b` where it is false.
 *
 * @shape three that broadcast, the first of booleans
 * @throws ShapeError when an axis differs and is not 1, or the condition does not hold booleans
 * @example
 * where(tensor([true, false]), tensor([1, 2]), tensor([3, 4])) // => Tensor<[2]>
 */
export const where = op<
  <C extends AnyTensor, A extends AnyTensor, B extends AnyTensor>(
    condition: Bool<C, "where">,
    a: A,
    b: Third<C, A, B, whereShape<C[typeof dims], A[typeof dims], B[typeof dims]>, "where">,
  ) => Result<C, whereShape<C[typeof dims], A[typeof dims], B[typeof dims]>, alikeOf<A, B>>
>({
  name: "where",
  inputs: 3,
  options: {},
  shape: (_, condition, a, b) => whereShape(condition, a, b),
  takes: ["bool", "alike", "alike"],
  dtype: ([, a = "float32"]) => [a],
  compute: (_, condition, a, b) => {
    // tfjs's kernel takes four bytes a value, and what it is given must be of one shape.
    const [yes, no] = a.dtype === "bool" ? [tf.cast(a, "int32"), tf.cast(b, "int32")] : [a, b]
    return tf.where(condition, yes, no)
  },
})

/**
 * The values, those outside at the nearer end.
 *
 * @shape any to itself
 * @throws ShapeError when `min` is above `max`
 * @example
 * clipByValue(input({ shape: [7] }), 0, 1) // => SymbolicTensor<["B", 7]>
 */
export const clipByValue = op<
  <X extends AnyTensor>(x: X, min: number, max: number) => Result<X, X[typeof dims], numberOf<X["dtype"]>>,
  { readonly min: number; readonly max: number }
>({
  name: "clipByValue",
  inputs: 1,
  options: {
    min: check.option<number>(check.finite, [0, -1, 2]),
    max: check.option<number>(check.finite, [2, 5, 6]),
  },
  shape: ({ min, max }, x) =>
    min > max ?
      refuse(`clipByValue needs min to be max or below, got ${min} and ${max}`, `at most ${max}`, `${min}`)
    : x,
  takes: "numbers",
  // tfjs's wasm kernel reads int32 as float32.
  compute: ({ min, max }, x) => tf.clipByValue(tf.cast(x, "float32"), min, max),
})

/**
 * The values in another dtype.
 *
 * @shape any to itself
 * @param dtype "float32", "int32" (rounded towards 0) or "bool" (all but 0)
 * @example
 * cast(tensor([1.5, 0]), "int32") // => IntTensor<[2]>
 */
export const cast = op<
  <X extends AnyTensor, dtype extends "float32" | "int32" | "bool">(
    x: X,
    dtype: dtype,
  ) => Tensors<X[typeof dims]>[X["kind"]][dtype],
  { readonly dtype: "float32" | "int32" | "bool" }
>({
  name: "cast",
  inputs: 1,
  options: {
    dtype: check.option<"float32" | "int32" | "bool">(check.oneOf(["float32", "int32", "bool"]), [
      "float32",
      "int32",
      "bool",
    ]),
  },
  shape: (_, x) => x,
  dtype: (_, { dtype }) => [dtype],
  compute: ({ dtype }, x) => tf.cast(x, dtype),
})

/**
 * For each integer a row of `depth`, 0 but for a 1 in its place.
 *
 * @shape `[...lead]` of int32 to `[...lead, depth]` of int32, as in tfjs; `dtype` gives another
 * @param depth a positive integer
 * @param onValue @default 1
 * @param offValue @default 0
 * @throws ShapeError when the indices are not int32, or `depth` is no positive integer
 * @example
 * oneHot(tensor([2, 0], [2], "int32"), 3) // => IntTensor<[2, 3]>
 */
export const oneHot = op<
  <X extends AnyTensor, const depth extends number, dtype extends "float32" | "int32" | "bool" = "int32">(
    indices: Indices<X, "oneHot">,
    depth: positive<depth, "depth">,
    onValue?: number,
    offValue?: number,
    dtype?: dtype,
  ) => Result<X, [...X[typeof dims], depth], dtype>,
  {
    readonly depth: number
    readonly onValue?: number
    readonly offValue?: number
    readonly dtype?: "float32" | "int32" | "bool"
  }
>({
  name: "oneHot",
  inputs: 1,
  options: {
    depth: check.option<number>(check.positive, [3, 1, 7]),
    onValue: check.option<number | undefined>(check.finite, [undefined, 1, 5]),
    offValue: check.option<number | undefined>(check.finite, [undefined, 0]),
    dtype: check.option<"float32" | "int32" | "bool" | undefined>(check.oneOf(["float32", "int32", "bool"]), [
      undefined,
      "float32",
      "bool",
    ]),
  },
  shape: ({ depth }, indices) => [...indices, depth],
  takes: "int32",
  dtype: (_, { dtype = "int32" }) => [dtype],
  compute: ({ depth, onValue = 1, offValue = 0 }, indices) => {
    // tfjs gives rows of 2 or more, and of float32 on wasm the bits of integers.
    const places = tf.cast(tf.oneHot(indices, Math.max(depth, 2)), "float32")
    const rows = tf.add(tf.mul(places, onValue - offValue), offValue)
    return depth > 1 ? rows : tf.slice(rows, Array<number>(rows.rank).fill(0), [...indices.shape, 1])
  },
})
