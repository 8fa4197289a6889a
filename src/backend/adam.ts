/**
 * Adam's step for all weights in one call, and in one pass over each, where tensors would make fourteen and each would be written to memory. The state
 * is changed where it lies; the weight gets new memory, since clones share the old.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

const name = "ShapeproofAdam"
const parts = ["weight", "gradient", "mean", "squares"]

const step: tf.KernelFunc = ({ inputs, backend: given, attrs }) => {
  const backend = asWasm(given)
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernel of adam is not loaded")
  const numbers = ["alpha", "meanShare", "squareShare", "epsilon"].map(key => Number(attrs?.[key]))
  return Array.from({ length: Number(attrs?.["weights"]) }, (_, index) => {
    const [weight, ...others] = parts.map(part => needed(inputs, `${part}${index}`))
    if (!weight) throw new Error("shapeproof: adam was called without a weight")
    const out = backend.makeOutput(weight.shape, "float32")
    const places = [weight, ...others, out].map(tensor => addressOf(backend, tensor))
    kernels.adam(tf.util.sizeFromShape(weight.shape), ...places, ...numbers)
    return out
  })
}

export const adamKernels: Readonly<Record<string, tf.KernelFunc>> = { [name]: step }

/** How far a step goes, and how much of what is new the mean and the squares take in. */
interface AdamStep {
  readonly alpha: number
  readonly meanShare: number
  readonly squareShare: number
  readonly epsilon: number
}

/** A weight with its gradient and what is kept of it. */
export interface Weighed {
  readonly weight: tf.Tensor
  readonly gradient: tf.Tensor
  readonly state: readonly tf.Tensor[]
}

/**
 * All weights after a step, with `mean` and `squares` of each changed in place; undefined where there is no kernel for it.
 */
export const fusedAdam = (
  weighed: readonly Weighed[],
  { alpha, meanShare, squareShare, epsilon }: AdamStep,
): readonly tf.Tensor[] | undefined => {
  const backend: unknown = tf.backend()
  if (!(backend instanceof BackendWasm) || !tensorKernels(backend)) return undefined
  const found: tf.KernelConfig | undefined = tf.getKernel(name, "wasm")
  const isFloat = ({ dtype }: tf.Tensor) => dtype === "float32"
  if (!found || weighed.length === 0 || !weighed.every(({ weight, gradient }) => isFloat(weight) && isFloat(gradient)))
    return undefined
  const inputs: Record<string, tf.Tensor> = {}
  for (const [index, { weight, gradient, state }] of weighed.entries())
    for (const [part, tensor] of [weight, gradient, ...state].entries()) inputs[`${parts[part]}${index}`] = tensor
  const attrs = { alpha, meanShare, squareShare, epsilon, weights: weighed.length }
  return tf.engine().runKernel<tf.Tensor[]>(name, inputs, attrs)
}
