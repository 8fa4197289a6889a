/** Layer normalization over the last axis as one op with a gradient of its own, and the gradient of softmax in one kernel. */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

const forwardKernel = "ShapeproofNormalize"
const ofInputKernel = "ShapeproofNormalizeOfInput"
const ofGammaKernel = "ShapeproofNormalizeOfGamma"
const ofBetaKernel = "ShapeproofNormalizeOfBeta"
const softmaxKernel = "ShapeproofSoftmaxGradient"

/** A kernel's memory and functions, and the size of the rows of one of its inputs. */
const rowsOf = (given: object, x: tf.TensorInfo) => {
  const backend = asWasm(given)
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernels of layer normalization are not loaded")
  const columns = x.shape.at(-1) ?? 1
  const at = (tensor: tf.TensorInfo | undefined) => (tensor ? addressOf(backend, tensor) : 0)
  return { backend, kernels, rows: tf.util.sizeFromShape(x.shape.slice(0, -1)), columns, at }
}

/** Gives what comes out, and what the gradient needs: the rows before `gamma`, and the factor of each. */
const forward: tf.KernelFunc = ({ inputs, backend: given, attrs }) => {
  const x = needed(inputs, "x")
  const { backend, kernels, rows, columns, at } = rowsOf(given, x)
  const [out, normal] = [0, 1].map(() => backend.makeOutput(x.shape, "float32"))
  const scales = backend.makeOutput(x.shape.slice(0, -1), "float32")
  if (!out || !normal) throw new Error("shapeproof: layer normalization has no memory")
  const weights = [at(needed(inputs, "gamma")), at(inputs["beta"])]
  kernels.normalizeRows(rows, columns, at(x), ...weights, Number(attrs?.["epsilon"]), at(normal), at(scales), at(out))
  return [out, normal, scales]
}

const ofInput: tf.KernelFunc = ({ inputs, backend: given }) => {
  const dy = needed(inputs, "dy")
  const { backend, kernels, rows, columns, at } = rowsOf(given, dy)
  const out = backend.makeOutput(dy.shape, "float32")
  const places = [dy, ...["gamma", "normal", "scales"].map(name => needed(inputs, name)), out].map(at)
  kernels.slopesOfNormal(rows, columns, ...places)
  return out
}

const ofWeight =
  (kernel: "slopesOfGamma" | "sumRows", names: readonly string[]): tf.KernelFunc =>
  ({ inputs, backend: given }) => {
    const { backend, kernels, rows, columns, at } = rowsOf(given, needed(inputs, "dy"))
    const out = backend.makeOutput([columns], "float32")
    kernels[kernel](rows, columns, ...names.map(name => at(needed(inputs, name))), at(out))
    return out
  }

const ofSoftmax: tf.KernelFunc = ({ inputs, backend: given }) => {
  const dy = needed(inputs, "dy")
  const { backend, kernels, rows, columns, at } = rowsOf(given, dy)
  const out = backend.makeOutput(dy.shape, "float32")
  kernels.slopesOfSoftmax(rows, columns, at(dy), at(needed(inputs, "y")), at(out))
  return out
}

export const normalizeKernels: Readonly<Record<string, tf.KernelFunc>> = {
  [forwardKernel]: forward,
  [ofInputKernel]: ofInput,
  [ofGammaKernel]: ofWeight("slopesOfGamma", ["dy", "normal"]),
  [ofBetaKernel]: ofWeight("sumRows", ["dy"]),
  [softmaxKernel]: ofSoftmax,
}

const run = (name: string, inputs: tf.NamedTensorMap) => tf.engine().runKernel<tf.Tensor>(name, inputs)

const normalizeGradient: tf.GradConfig = {
  kernelName: forwardKernel,
  inputsToSave: ["gamma"],
  outputsToSave: [false, true, true],
  gradFunc: (given, [gamma, normal, scales]) => {
    const [dy] = [given].flat()
    if (!dy || !gamma || !normal || !scales) throw new Error("shapeproof: layer normalization kept no tensors")
    return {
      x: () => run(ofInputKernel, { dy, gamma, normal, scales }),
      gamma: () => run(ofGammaKernel, { dy, normal }),
      beta: () => run(ofBetaKernel, { dy }),
    }
  },
}

/** Whether kernels of ours may compute this: nobody asks for the gradient of their gradient. */
const hasKernels = (depth: number) => {
  const backend: unknown = tf.backend()
  if (!(backend instanceof BackendWasm) || tf.engine().state.gradientDepth > depth) return false
  const found: tf.KernelConfig | undefined = tf.getKernel(forwardKernel, "wasm")
  return found !== undefined && tensorKernels(backend) !== undefined
}

const original = tf.getGradient("Softmax")

const softmaxGradient: tf.GradConfig = {
  ...original,
  gradFunc: (given, saved, attrs) => {
    const [dy] = [given].flat()
    const [y] = saved
    const isLast = y && [-1, y.rank - 1].includes(Number(attrs["dim"]))
    if (!dy || !y || !isLast || !hasKernels(0)) return original.gradFunc(given, saved, attrs)
    return { logits: () => run(softmaxKernel, { dy, y }) }
  },
}

export const normalizeGradients = [normalizeGradient, softmaxGradient]

/**
 * `gamma * (x - mean) / sqrt(variance + epsilon) + beta` over the last axis; undefined where there is no kernel for it, and
 * without gamma, which the gradient wants to keep.
 */
export const fusedNormalize = (
  x: tf.Tensor,
  gamma: tf.Tensor | undefined,
  beta: tf.Tensor | undefined,
  epsilon: number,
): tf.Tensor | undefined => {
  if (!gamma || x.dtype !== "float32" || x.size === 0 || !hasKernels(1)) return undefined
  const inputs = { x, gamma, ...(beta ? { beta } : {}) }
  const [out, ...kept] = tf.engine().runKernel<tf.Tensor[]>(forwardKernel, inputs, { epsilon })
  if (tf.engine().state.gradientDepth === 0) tf.dispose(kept)
  return out
}
