/** The product of int32 matrices, which tfjs's wasm backend refuses and its cpu backend has. Sums wrap at 32 bits. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import type { Product, Sizes } from "./product.js"

export const integerMatMul = (backend: BackendWasm, product: Product, sizes: Sizes): tf.TensorInfo => {
  const { a, b, transposeA, transposeB } = product
  const { lead, batch, batchA, batchB, rows, shared, columns } = sizes
  const out = backend.makeOutput([...lead, rows, columns], "int32")
  // The views are made last: making a tensor may grow the memory, and views of the old memory would be empty.
  const [left, right, result] = [a, b, out].map(tensor => backend.typedArrayFromHeap(tensor))
  if (!left || !right || !result) return out
  const [rowStep, stepA] = transposeA ? [1, rows] : [shared, 1]
  const [columnStep, stepB] = transposeB ? [shared, 1] : [1, columns]
  let place = 0
  for (let index = 0; index < batch; index++) {
    const startA = batchA === 1 ? 0 : index * rows * shared
    const startB = batchB === 1 ? 0 : index * shared * columns
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0
        for (let inner = 0; inner < shared; inner++) {
          const factor = left[startA + row * rowStep + inner * stepA] ?? 0
          sum = (sum + Math.imul(factor, right[startB + column * columnStep + inner * stepB] ?? 0)) | 0
        }
        result[place++] = sum
      }
    }
  }
  return out
}
