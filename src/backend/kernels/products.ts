/** Products of matrices by our compiled kernel: operands as they lie, transposed or not, a batch one after another. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import type { Product, Sizes } from "../product.js"
import { addressOf, type TensorKernels } from "./tensors.js"

/** A matrix in memory: its address, and how many bytes lie from row to row and from column to column. */
export interface Matrix {
  address: number
  row: number
  column: number
}

export const matrixAt = (address: number, columns: number): Matrix => ({ address, row: 4 * columns, column: 4 })

export const transposedMatrix = ({ address, row, column }: Matrix): Matrix => ({ address, row: column, column: row })

interface Extra {
  /** Whether the product is added to what lies in the result. */
  adds?: boolean
  /** The address of numbers that each row begins with. */
  bias?: number
}

/** The result's columns lie side by side. */
export const multiplyInto = (
  { product, scratch }: TensorKernels,
  a: Matrix,
  b: Matrix,
  result: Matrix,
  { rows, columns, shared }: Pick<Sizes, "rows" | "columns" | "shared">,
  { adds = false, bias = 0 }: Extra = {},
): void => {
  const operands = [a.address, a.row, a.column, b.address, b.row, b.column]
  product(rows, columns, shared, ...operands, result.address, result.row, adds ? 1 : 0, bias, scratch)
}

/** `a x b`, and a bias added to each row. Batches are equal, or one of them is 1. */
export const multiplied = (
  backend: BackendWasm,
  kernels: TensorKernels,
  { a, b, transposeA, transposeB }: Product,
  sizes: Sizes,
  bias?: tf.TensorInfo,
): tf.TensorInfo => {
  const { lead, batchA, batchB, rows, shared, columns } = sizes
  const out = backend.makeOutput([...lead, rows, columns], "float32")
  const start = bias ? addressOf(backend, bias) : 0
  const at = (tensor: tf.TensorInfo, isTransposed: boolean, offset: number) => {
    const matrix = matrixAt(addressOf(backend, tensor) + 4 * offset, tensor.shape.at(-1) ?? 1)
    return isTransposed ? transposedMatrix(matrix) : matrix
  }
  // A batch of rows before one matrix is a longer matrix.
  const isLong = batchB === 1 && !transposeA
  const [times, height] = isLong ? [1, rows * batchA] : [sizes.batch, rows]
  for (let index = 0; index < times; index++) {
    const left = at(a, transposeA, batchA === 1 || isLong ? 0 : index * rows * shared)
    const right = at(b, transposeB, batchB === 1 ? 0 : index * shared * columns)
    const result = at(out, false, index * rows * columns)
    multiplyInto(kernels, left, right, result, { rows: height, shared, columns }, { bias: start })
  }
  return out
}
