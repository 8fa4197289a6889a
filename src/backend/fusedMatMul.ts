/**
 * Product, bias and activation in one kernel on wasm. tfjs 4.22 gives wrong values for a bias with a transposed or
 * batched operand, and refuses a bias that is not a vector. Here our kernel adds a bias that is a vector, and the rest is
 * done in three steps. Where the platform cannot run it, one pair of matrices goes to tfjs's kernel, untransposed.
 */
import * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { multiplied } from "./kernels/products.js"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { isSingle, isSlow, matMul, untransposed, withOwnPacking } from "./matMul.js"
import { needsTiling, sizesOf, type Product } from "./product.js"
import { last, only, reshaped, run } from "./wasm.js"

const activations: Record<string, string> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  prelu: "Prelu",
  leakyrelu: "LeakyRelu",
}

export interface Originals {
  matMul: tf.KernelFunc
  fusedMatMul: tf.KernelFunc
}

interface Fused {
  product: Product
  inputs: tf.NamedTensorInfoMap
  attrs: tf.NamedAttrMap
}

const activated =
  (backend: BackendWasm, { inputs, attrs }: Fused) =>
  (x: tf.TensorInfo): tf.TensorInfo => {
    const kernel = activations[`${attrs["activation"]}`]
    if (!kernel) throw new Error(`fused.matMul: there is no activation "${attrs["activation"]}"`)
    if (kernel === "Prelu") return run(backend, kernel, { x, alpha: inputs["preluActivationWeights"] })
    if (kernel === "LeakyRelu") return run(backend, kernel, { x }, { alpha: Number(attrs["leakyreluAlpha"]) })
    return run(backend, kernel, { x })
  }

export const fusedMatMul = (backend: BackendWasm, originals: Originals, fused: Fused): tf.TensorInfo => {
  const { product, inputs, attrs } = fused
  const { a, b, transposeA } = product
  const sizes = sizesOf(product)
  const { lead, batchA, rows, shared, columns } = sizes
  const bias = inputs["bias"]
  const alpha = inputs["preluActivationWeights"]
  const isVector = (tensor: tf.TensorInfo | undefined) =>
    tensor === undefined || (tensor.shape.length === 1 && tensor.shape[0] === columns)
  const plain = (attrs["activation"] ?? "linear") === "linear"
  const floats = [a, b, ...(bias ? [bias] : [])].every(({ dtype }) => dtype === "float32")
  const empty = rows * batchA * columns * shared === 0

  const untouched = !transposeA && !product.transposeB
  const kernels = tensorKernels(backend)
  const activate = plain ? [] : [activated(backend, fused)]
  if (kernels && isVector(bias) && floats && !empty && !needsTiling(sizes)) {
    const out = multiplied(backend, kernels, product, sizes, bias)
    if (attrs["activation"] !== "relu") return last(backend, out, ...activate)
    kernels.rectify(tf.util.sizeFromShape(out.shape), addressOf(backend, out))
    return out
  }
  const worthwhile = untouched || !isSlow({ ...sizes, rows: rows * batchA })
  if (isVector(bias) && isVector(alpha) && floats && !empty && worthwhile && isSingle(sizes, transposeA)) {
    const out = untransposed(backend, product, (left, right) =>
      withOwnPacking(backend, reshaped(right, [1, shared, columns]), packed => {
        const flat = reshaped(left, [1, rows * batchA, shared])
        const rest = { ...attrs, transposeA: false, transposeB: false }
        return only(originals.fusedMatMul({ inputs: { ...inputs, a: flat, b: packed }, backend, attrs: rest }))
      }),
    )
    return reshaped(out, [...lead, rows, columns])
  }
  return last(
    backend,
    matMul(backend, originals.matMul, product),
    ...(bias ? [(x: tf.TensorInfo) => run(backend, "Add", { a: x, b: bias })] : []),
    ...activate,
  )
}
