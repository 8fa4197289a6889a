/**
 * The product of matrices on wasm. tfjs 4.22 takes its fast path, XNNPACK, for one untransposed pair of matrices only,
 * and a loop of three `for`s fifteen times slower for the rest: so also for the gradient of every product. Here all go
 * through our kernel. Where the platform cannot run it, a transposed operand is transposed first, and a batch goes
 * through XNNPACK matrix by matrix.
 */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { integerMatMul } from "./integerMatMul.js"
import { multiplied } from "./kernels/products.js"
import { tensorKernels } from "./kernels/tensors.js"
import { needsTiling, sizesOf, type Product, type Sizes } from "./product.js"
import { tiledMatMul } from "./tiledMatMul.js"
import { forget, native, only, part, reshaped, sameMemory, transposed, zeros } from "./wasm.js"

/** Of the backend's own function: a, its shape and rank, b, its shape and rank, both transpositions, the result. */
const signature = ["number", "array", "number", "number", "array", "number", "number", "number", "number"]
const shapeBytes = (shape: number[]) => new Uint8Array(new Int32Array(shape).buffer)

/** XNNPACK packs b anew for every matrix, which costs as much as some rows of the product by the plain loop. */
const tooFewRows = 8
const tooSmall = 2048

/**
 * XNNPACK keeps b packed for as long as b lives, under b's number alone: b again under another shape, a reshape of it,
 * would be multiplied as the old one, or abort the whole backend. So a second shape gets a number of its own.
 */
const packedAs = new WeakMap<object, string>()
export const withOwnPacking = <result>(backend: BackendWasm, b: tf.TensorInfo, use: (b: tf.TensorInfo) => result) => {
  const shape = b.shape.join()
  const before = packedAs.get(b.dataId)
  if (before === undefined) packedAs.set(b.dataId, shape)
  if (before === undefined || before === shape) return use(b)
  const again = sameMemory(backend, b)
  try {
    return use(again)
  } finally {
    forget(backend, again)
  }
}

/** Both operands as they lie in memory when no transposition is left, for `use`; what was made for it is disposed. */
export const untransposed = <result>(
  backend: BackendWasm,
  { a, b, transposeA, transposeB }: Product,
  use: (a: tf.TensorInfo, b: tf.TensorInfo) => result,
): result => {
  const left = transposeA ? transposed(backend, a) : a
  const right = transposeB ? transposed(backend, b) : b
  const result = use(left, right)
  if (transposeA) backend.disposeData(left.dataId)
  if (transposeB) backend.disposeData(right.dataId)
  return result
}

/** Whether the product is that of two single matrices, the batch of a being merely more rows. */
export const isSingle = ({ batchA, batchB }: Sizes, transposeA: boolean) =>
  batchB === 1 && (batchA === 1 || !transposeA)

export const isSlow = ({ rows, shared, columns }: Sizes) => rows < tooFewRows || rows * shared * columns < tooSmall

/** A matrix inside a tensor of float32, and where it begins. */
export type Place = [tensor: tf.TensorInfo, offset: number]
export type MatrixSizes = Pick<Sizes, "rows" | "shared" | "columns">

/** One product, from and to anywhere in memory, by XNNPACK. */
export const multiplyParts = (backend: BackendWasm, a: Place, b: Place, out: Place, sizes: MatrixSizes): void => {
  const { rows, shared, columns } = sizes
  const multiply = native(backend, "BatchMatMul", signature)
  const left = part(backend, ...a, rows * shared)
  const right = part(backend, ...b, shared * columns)
  const result = part(backend, ...out, rows * columns)
  multiply(left, shapeBytes([1, rows, shared]), 3, right, shapeBytes([1, shared, columns]), 3, 0, 0, result)
  for (const each of [left, right, result]) backend.wasm.tfjs.disposeData(each)
}

const matrixByMatrix = (backend: BackendWasm, a: tf.TensorInfo, b: tf.TensorInfo, sizes: Sizes): tf.TensorInfo => {
  const { batch, batchA, batchB, rows, shared, columns } = sizes
  const out = backend.makeOutput([...sizes.lead, rows, columns], "float32")
  for (let index = 0; index < batch; index++) {
    const left: Place = [a, batchA === 1 ? 0 : index * rows * shared]
    const right: Place = [b, batchB === 1 ? 0 : index * shared * columns]
    multiplyParts(backend, left, right, [out, index * rows * columns], sizes)
  }
  return out
}

/** `a x b`, either transposed, batch axes broadcast. `original` is tfjs's kernel BatchMatMul. */
export const matMul = (backend: BackendWasm, original: tf.KernelFunc, product: Product): tf.TensorInfo => {
  const sizes = sizesOf(product)
  const { a, b, transposeA, transposeB } = product
  const { lead, batch, batchA, rows, shared, columns } = sizes
  const asItIs = (left: tf.TensorInfo, right: tf.TensorInfo, attrs = { transposeA: false, transposeB: false }) =>
    only(original({ inputs: { a: left, b: right }, backend, attrs: { ...attrs } }))
  const shape = [...lead, rows, columns]

  if (batch * rows * columns === 0 || shared === 0) return zeros(backend, shape, a.dtype)
  if (a.dtype === "int32" && b.dtype === "int32" && !needsTiling(sizes)) return integerMatMul(backend, product, sizes)
  if (needsTiling(sizes)) {
    return tiledMatMul(backend, "wasm", product, lead, equal => matMul(backend, original, equal))
  }
  if (a.dtype !== "float32" || b.dtype !== "float32") return asItIs(a, b, { transposeA, transposeB })
  const kernels = tensorKernels(backend)
  if (kernels) return multiplied(backend, kernels, product, sizes)
  if (isSingle(sizes, transposeA)) {
    const slow = rows * batchA < tooFewRows && (transposeA || transposeB)
    if (slow) return asItIs(a, b, { transposeA, transposeB })
    const out = untransposed(backend, product, (left, right) =>
      withOwnPacking(backend, reshaped(right, [1, shared, columns]), packed =>
        asItIs(reshaped(left, [1, rows * batchA, shared]), packed),
      ),
    )
    return reshaped(out, shape)
  }
  if (isSlow(sizes)) return asItIs(a, b, { transposeA, transposeB })
  return untransposed(backend, product, (left, right) => matrixByMatrix(backend, left, right, sizes))
}
