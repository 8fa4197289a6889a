/** Data made of nothing but numbers. */
import * as tf from "@tensorflow/tfjs"
import type { natural, positive } from "../../types/error.js"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import * as check from "../core/options.js"
import type { DType, Tensors } from "../core/tensor.js"

/** The dtypes that are made of numbers. */
type Made = "float32" | "int32" | "bool"

export type Sizes<shape extends readonly number[]> = { readonly [axis in keyof shape]: natural<shape[axis], "shape"> }
export type Mutable<shape> = { -readonly [axis in keyof shape]: shape[axis] }

/** Gives data of a shape. */
export type Making = <const shape extends readonly number[], dtype extends Made = "float32">(
  shape: Sizes<shape>,
  dtype?: dtype,
) => Tensors<Mutable<shape>>["data"][dtype]

interface MakingOptions {
  readonly shape: readonly number[]
  readonly dtype?: Made
}

export const shape = check.option<readonly number[]>(check.listOf(check.natural), [
  [],
  [1],
  [3],
  [2, 3],
  [0, 2],
  [4, 1],
  [2, 2, 2],
  [1, 3, 2],
  [5, 4, 3, 2],
  [7],
  [6, 6],
  [3, 1, 3],
  [9, 2],
  [2, 9],
])
const dtypes: readonly Made[] = ["float32", "int32", "bool"]
const dtype = check.option<Made | undefined>(check.oneOf(dtypes), [undefined, ...dtypes])

const making = (name: string, compute: (shape: number[], dtype?: DType) => tf.Tensor): OpSpec<MakingOptions> => ({
  name,
  inputs: 0,
  options: { shape, dtype },
  shape: ({ shape }) => shape,
  dtype: (_, { dtype = "float32" }) => [dtype],
  compute: ({ shape, dtype }) => compute([...shape], dtype),
})

/**
 * Zeros.
 * @shape `shape`, of `dtype`
 * @throws ShapeError when a size is no integer of 0 or more
 * @example zeros([2, 3]) // => Tensor<[2, 3]>
 */
export const zeros = op<Making, MakingOptions>(making("zeros", tf.zeros))

/**
 * Ones.
 * @shape `shape`, of `dtype`
 * @throws ShapeError when a size is no integer of 0 or more
 * @example ones([2], "int32") // => IntTensor<[2]>
 */
export const ones = op<Making, MakingOptions>(making("ones", tf.ones))

/**
 * One number everywhere.
 * @shape `shape`, of `dtype`
 * @throws ShapeError when a size is no integer of 0 or more
 * @example fill([2, 3], 7) // => Tensor<[2, 3]>
 */
export const fill = op<
  <const shape extends readonly number[], dtype extends Made = "float32">(
    shape: Sizes<shape>,
    value: number,
    dtype?: dtype,
  ) => Tensors<Mutable<shape>>["data"][dtype],
  MakingOptions & { readonly value: number }
>({
  name: "fill",
  inputs: 0,
  options: { shape, value: check.option<number>(check.finite, [0, 1, 7]), dtype },
  shape: ({ shape }) => shape,
  dtype: (_, { dtype = "float32" }) => [dtype],
  // tfjs cuts a fraction off before it asks whether the number is 0.
  compute: ({ shape, value, dtype }) => tf.fill([...shape], value, dtype === "bool" ? "float32" : dtype),
})

/**
 * Ones where the row is the column, and zeros elsewhere.
 * @shape `[numRows, numColumns]`
 * @param numColumns as many as rows when it is left out
 * @throws ShapeError when a size is no positive integer
 * @example eye(3) // => Tensor<[3, 3]>
 */
export const eye = op<
  <const rows extends number, const columns extends number = rows>(
    numRows: positive<rows, "numRows">,
    numColumns?: positive<columns, "numColumns">,
  ) => Tensors<[rows, columns]>["data"]["float32"],
  { readonly numRows: number; readonly numColumns?: number }
>({
  name: "eye",
  inputs: 0,
  options: {
    numRows: check.option<number>(check.positive, [1, 2, 3, 4, 5, 6, 7]),
    numColumns: check.option<number | undefined>(check.positive, [undefined, 1, 2, 3, 4, 5]),
  },
  shape: ({ numRows, numColumns = numRows }) => [numRows, numColumns],
  compute: ({ numRows, numColumns }) => tf.eye(numRows, numColumns),
})

/**
 * Numbers at equal distances, the first and the last among them.
 * @shape `[num]`
 * @throws ShapeError when `num` is no positive integer
 * @example linspace(0, 1, 5) // => Tensor<[5]>
 */
export const linspace = op<
  <const num extends number>(
    start: number,
    stop: number,
    num: positive<num, "num">,
  ) => Tensors<[num]>["data"]["float32"],
  { readonly start: number; readonly stop: number; readonly num: number }
>({
  name: "linspace",
  inputs: 0,
  options: {
    start: check.option<number>(check.finite, [0, 1, -1]),
    stop: check.option<number>(check.finite, [1, 2, 10]),
    num: check.option<number>(check.positive, [1, 2, 5, 9, 33]),
  },
  shape: ({ num }) => [num],
  compute: ({ start, stop, num }) => tf.linspace(start, stop, num),
})
