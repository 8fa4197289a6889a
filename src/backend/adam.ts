/**
 * Adam's step in one pass over a weight, where tensors would make fourteen and each would be written to memory. The state
 * is changed where it lies; the weight gets new memory, since clones share the old.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

const name = "ShapeproofAdam"

const step: tf.KernelFunc = ({ inputs, backend: given, attrs }) => {
  const backend = asWasm(given)
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernel of adam is not loaded")
  const weight = needed(inputs, "weight")
  const out = backend.makeOutput(weight.shape, "float32")
  const places = [weight, needed(inputs, "gradient"), needed(inputs, "mean"), needed(inputs, "squares"), out]
  const numbers = ["alpha", "meanShare", "squareShare", "epsilon"].map(key => Number(attrs?.[key]))
  const count = tf.util.sizeFromShape(weight.shape)
  kernels.adam(count, ...places.map(tensor => addressOf(backend, tensor)), ...numbers)
  return out
}

export const adamKernels: Readonly<Record<string, tf.KernelFunc>> = { [name]: step }

/** How far a step goes, and how much of what is new the mean and the squares take in. */
interface AdamStep {
  readonly alpha: number
  readonly meanShare: number
  readonly squareShare: number
  readonly epsilon: number
}

/**
 * The weight after a step, with `mean` and `squares` changed in place; undefined where there is no kernel for it.
 */
export const fusedAdam = (
  weight: tf.Tensor,
  gradient: tf.Tensor,
  [mean, squares]: readonly tf.Tensor[],
  { alpha, meanShare, squareShare, epsilon }: AdamStep,
): tf.Tensor | undefined => {
  const backend: unknown = tf.backend()
  if (!(backend instanceof BackendWasm) || !tensorKernels(backend) || !mean || !squares) return undefined
  const found: tf.KernelConfig | undefined = tf.getKernel(name, "wasm")
  if (!found || [weight, gradient].some(({ dtype }) => dtype !== "float32")) return undefined
  const out: unknown = tf
    .engine()
    .runKernel(name, { weight, gradient, mean, squares }, { alpha, meanShare, squareShare, epsilon })
  return out instanceof tf.Tensor ? out : undefined
}
