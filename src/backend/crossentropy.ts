/**
 * Softmax and crossentropy in one: the loss of what softmax was given, which stays exact where probabilities are too
 * small for float32, and its gradient `p - t`. Keras computes it so when the last activation is softmax.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { addressOf, type TensorKernels, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

const lossKernel = "ShapeproofCrossentropy"
const gradientKernel = "ShapeproofCrossentropyGradient"

interface Rows {
  backend: BackendWasm
  kernels: TensorKernels
  rows: number
  columns: number
  isSparse: boolean
  at: (tensor: tf.TensorInfo) => number
}

const rowsOf = (given: object, probabilities: tf.TensorInfo, truth: tf.TensorInfo): Rows => {
  const backend = asWasm(given)
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernels of the crossentropy are not loaded")
  const columns = probabilities.shape.at(-1) ?? 1
  return {
    backend,
    kernels,
    rows: tf.util.sizeFromShape(probabilities.shape.slice(0, -1)),
    columns,
    isSparse: truth.dtype === "int32",
    at: tensor => addressOf(backend, tensor),
  }
}

const loss: tf.KernelFunc = ({ inputs, backend: given }) => {
  const [logits, probabilities, truth] = ["logits", "probabilities", "truth"].map(name => needed(inputs, name))
  if (!logits || !probabilities || !truth) throw new Error("shapeproof: the crossentropy needs three tensors")
  const { backend, kernels, rows, columns, isSparse, at } = rowsOf(given, probabilities, truth)
  const shape = logits.shape.slice(0, -1)
  const [out, greatest, totals] = [0, 1, 2].map(() => backend.makeOutput(shape, "float32"))
  if (!out || !greatest || !totals) throw new Error("shapeproof: the crossentropy has no memory")
  kernels.greatestOfRows(rows, columns, at(probabilities), at(greatest))
  if (isSparse) kernels.gapsAtLabels(rows, columns, at(logits), at(truth), at(out))
  else kernels.gapsOfShares(rows, columns, at(logits), at(truth), at(out), at(totals))
  const [values, shares, sums] = [out, greatest, totals].map(tensor => backend.typedArrayFromHeap(tensor))
  if (values && shares && sums) {
    for (let row = 0; row < rows; row++) {
      const total = isSparse ? 1 : (sums[row] ?? 0)
      values[row] = (values[row] ?? 0) - total * Math.log(shares[row] ?? 0)
    }
  }
  for (const { dataId } of [greatest, totals]) backend.disposeData(dataId)
  return out
}

const gradient: tf.KernelFunc = ({ inputs, backend: given }) => {
  const [dy, probabilities, truth] = ["dy", "probabilities", "truth"].map(name => needed(inputs, name))
  if (!dy || !probabilities || !truth) throw new Error("shapeproof: the crossentropy needs three tensors")
  const { backend, kernels, rows, columns, isSparse, at } = rowsOf(given, probabilities, truth)
  const out = backend.makeOutput(probabilities.shape, "float32")
  const slopes = isSparse ? kernels.slopesAtLabels : kernels.slopesOfShares
  slopes(rows, columns, at(probabilities), at(truth), at(dy), at(out))
  return out
}

export const crossentropyKernels: Readonly<Record<string, tf.KernelFunc>> = {
  [lossKernel]: loss,
  [gradientKernel]: gradient,
}

const kernel = (name: string, inputs: tf.NamedTensorMap): tf.Tensor => {
  const out: unknown = tf.engine().runKernel(name, inputs)
  if (out instanceof tf.Tensor) return out
  throw new Error(`shapeproof: the kernel ${name} returned no tensor`)
}

const hasKernels = () => {
  const backend: unknown = tf.backend()
  if (!(backend instanceof BackendWasm)) return false
  const found: tf.KernelConfig | undefined = tf.getKernel(lossKernel, "wasm")
  return found !== undefined && tensorKernels(backend) !== undefined
}

/**
 * `log(sum(e ** z)) - z[t]` for labels, int32 `[...lead]`; `sum(t * (log(sum(e ** z)) - z))` for shares, float32
 * `[...lead, D]`. Undefined where there is no kernel for it, and for shares of another shape.
 */
export const fusedCrossentropy = (
  truth: tf.Tensor,
  logits: tf.Tensor,
  probabilities: tf.Tensor,
): tf.Tensor | undefined => {
  const wanted = truth.dtype === "int32" ? logits.shape.slice(0, -1) : logits.shape
  if (!hasKernels() || !tf.util.arraysEqual(truth.shape, wanted)) return undefined
  const compute = tf.customGrad((given, save) => {
    if (!(given instanceof tf.Tensor) || typeof save !== "function") throw new Error("crossentropy takes one tensor")
    const value = kernel(lossKernel, { logits: given, probabilities, truth })
    save([probabilities, truth])
    return {
      value,
      gradFunc: (dy: tf.Tensor, [shares, wanted]: tf.Tensor[]) => {
        if (!shares || !wanted) throw new Error("shapeproof: the crossentropy kept no tensors")
        return kernel(gradientKernel, { dy, probabilities: shares, truth: wanted })
      },
    }
  })
  return compute(logits)
}
