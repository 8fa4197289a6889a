/**
 * The gradient of sums and means: what came back, once for each value that was summed. tfjs multiplies it by as many ones,
 * which it makes in JavaScript.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

const name = "ShapeproofSpread"

const spread: tf.KernelFunc = ({ inputs, backend: given, attrs }) => {
  const backend = asWasm(given)
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernel that spreads a gradient is not loaded")
  const dy = needed(inputs, "dy")
  const shape = attrs?.["shape"]
  const sizes = Array.isArray(shape) ? shape.map(Number) : []
  const [outer, times, inner, factor] = ["outer", "times", "inner", "factor"].map(key => Number(attrs?.[key]))
  const out = backend.makeOutput(sizes, "float32")
  kernels.spread(outer ?? 0, times ?? 0, inner ?? 0, factor ?? 1, addressOf(backend, dy), addressOf(backend, out))
  return out
}

export const spreadKernels: Readonly<Record<string, tf.KernelFunc>> = { [name]: spread }

const isAxes = (axis: unknown): axis is number | number[] => typeof axis === "number" || Array.isArray(axis)
const sizeOf = (shape: readonly number[]) => shape.reduce((size, axis) => size * axis, 1)

/** Where all that was summed lies together, and a kernel of ours can be run: nobody differentiates the gradient. */
const canSpread = (first: number, last: number, count: number) => {
  const backend: unknown = tf.backend()
  if (!(backend instanceof BackendWasm) || !tensorKernels(backend)) return false
  return last - first + 1 === count && tf.engine().state.gradientDepth === 0
}

const gradient = (original: tf.GradConfig, isMean: boolean): tf.GradConfig => ({
  ...original,
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved
    const [own] = [dy].flat()
    const axis = attrs["axis"]
    if (!own || !x) throw new Error("shapeproof: the gradient of a sum without its tensors")
    const { shape } = x
    const axes = tf.util.parseAxisParam(isAxes(axis) ? axis : [...shape.keys()], shape)
    const [first, last] = [Math.min(...axes), Math.max(...axes)]
    if (own.dtype !== "float32" || !canSpread(first, last, axes.length)) return original.gradFunc(dy, saved, attrs)
    const times = sizeOf(shape.slice(first, last + 1))
    const [outer, inner] = [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(last + 1))]
    const sizes = { shape, outer, times, inner, factor: isMean ? 1 / times : 1 }
    return { x: () => tf.engine().runKernel(name, { dy: own }, sizes) }
  },
})

export const sumGradients: readonly tf.GradConfig[] = [
  gradient(tf.getGradient("Sum"), false),
  gradient(tf.getGradient("Mean"), true),
]
