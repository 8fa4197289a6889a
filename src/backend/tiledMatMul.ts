/**
 * The product where both operands' batch axes are broadcast, as `[2, 1, 3, 5]` with `[1, 4, 5, 7]`. tfjs 4.22 declares
 * the right shape on every backend and computes as many matrices as the longer operand has; here both are repeated
 * first.
 */
import * as tf from "@tensorflow/tfjs"
import { needsTiling, productOf, sizesOf, tiling, type Product } from "./product.js"
import { only, reshaped } from "./wasm.js"

/** The product of the repeated operands by `multiply`, tfjs's or ours. */
export const tiledMatMul = (
  backend: object,
  backendName: "wasm" | "cpu",
  product: Product,
  lead: number[],
  multiply: (product: Product) => tf.TensorInfo,
): tf.TensorInfo => {
  const tile = tf.getKernel("Tile", backendName).kernelFunc
  const tiled = (x: tf.TensorInfo) => {
    const { shape, reps } = tiling(x, lead)
    return only(tile({ inputs: { x: reshaped(x, shape) }, backend, attrs: { reps } }))
  }
  const [a, b] = [tiled(product.a), tiled(product.b)]
  const out = multiply({ ...product, a, b })
  for (const { dataId } of [a, b]) tf.findBackend(backendName).disposeData(dataId)
  return out
}

export const matMulOnCpu =
  (original: tf.KernelFunc): tf.KernelFunc =>
  ({ inputs, backend, attrs }) => {
    const product = productOf(inputs, attrs)
    const sizes = sizesOf(product)
    const multiply = ({ a, b, transposeA, transposeB }: Product) =>
      only(original({ inputs: { a, b }, backend, attrs: { transposeA, transposeB } }))
    return needsTiling(sizes) ? tiledMatMul(backend, "cpu", product, sizes.lead, multiply) : multiply(product)
  }
