/**
 * A dense layer as one op with a gradient of its own. tfjs makes it of a product, a bias and an activation where it trains,
 * with reshapes around each where there are more axes than two, and a gradient for every one.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { type Originals, fusedMatMul } from "./fusedMatMul.js"
import { addressOf, type TensorKernels, tensorKernels } from "./kernels/tensors.js"
import { matMul } from "./matMul.js"
import { asWasm, needed, reshaped } from "./wasm.js"

const forwardKernel = "ShapeproofDense"
const passedKernel = "ShapeproofPassed"
const ofInputKernel = "ShapeproofDenseOfInput"
const ofWeightsKernel = "ShapeproofDenseOfKernel"
const ofBiasKernel = "ShapeproofDenseOfBias"

/** As one matrix. */
const flat = (x: tf.TensorInfo): tf.TensorInfo => {
  const columns = x.shape.at(-1) ?? 1
  return reshaped(x, [tf.util.sizeFromShape(x.shape.slice(0, -1)), columns])
}

const kernelsOf = (backend: BackendWasm): TensorKernels => {
  const kernels = tensorKernels(backend)
  if (!kernels) throw new Error("shapeproof: the kernels of dense are not loaded")
  return kernels
}

const passed: tf.KernelFunc = ({ inputs, backend: given }) => {
  const backend = asWasm(given)
  const output = needed(inputs, "output")
  const out = backend.makeOutput(output.shape, "float32")
  const places = [needed(inputs, "dy"), output, out].map(tensor => addressOf(backend, tensor))
  kernelsOf(backend).passed(tf.util.sizeFromShape(output.shape), ...places)
  return out
}

const ofBias: tf.KernelFunc = ({ inputs, backend: given }) => {
  const backend = asWasm(given)
  const dy = flat(needed(inputs, "dy"))
  const [rows = 0, columns = 0] = dy.shape
  const out = backend.makeOutput([columns], "float32")
  kernelsOf(backend).sumRows(rows, columns, addressOf(backend, dy), addressOf(backend, out))
  return out
}

export const denseKernels = (originals: Originals): Readonly<Record<string, tf.KernelFunc>> => ({
  [forwardKernel]: ({ inputs, backend, attrs }) => {
    const x = needed(inputs, "x")
    const product = { a: flat(x), b: needed(inputs, "kernel"), transposeA: false, transposeB: false }
    const out = fusedMatMul(asWasm(backend), originals, { product, inputs, attrs: attrs ?? {} })
    return reshaped(out, [...x.shape.slice(0, -1), product.b.shape[1] ?? 1])
  },
  [passedKernel]: passed,
  [ofInputKernel]: ({ inputs, backend }) => {
    const dy = needed(inputs, "dy")
    const b = needed(inputs, "kernel")
    const product = { a: flat(dy), b, transposeA: false, transposeB: true }
    return reshaped(matMul(asWasm(backend), originals.matMul, product), [...dy.shape.slice(0, -1), b.shape[0] ?? 1])
  },
  [ofWeightsKernel]: ({ inputs, backend }) => {
    const [a, b] = [flat(needed(inputs, "x")), flat(needed(inputs, "dy"))]
    return matMul(asWasm(backend), originals.matMul, { a, b, transposeA: true, transposeB: false })
  },
  [ofBiasKernel]: ofBias,
})

const kernel = (name: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap = {}): tf.Tensor => {
  const out: unknown = tf.engine().runKernel(name, inputs, attrs)
  if (out instanceof tf.Tensor) return out
  throw new Error(`shapeproof: the kernel ${name} returned no tensor`)
}

/** What goes through the activation is computed at once, since tfjs tidies each of the functions alone. */
export const denseGradient: tf.GradConfig = {
  kernelName: forwardKernel,
  inputsToSave: ["x", "kernel"],
  outputsToSave: [true],
  gradFunc: (given, [x, weights, output], attrs) => {
    const [own] = [given].flat()
    if (!own || !x || !weights || !output) throw new Error("shapeproof: a dense layer kept no tensors")
    const dy = attrs["activation"] === "relu" ? kernel(passedKernel, { dy: own, output }) : own
    return {
      x: () => kernel(ofInputKernel, { dy, kernel: weights }),
      kernel: () => kernel(ofWeightsKernel, { x, dy }),
      bias: () => kernel(ofBiasKernel, { dy }),
    }
  },
}

interface Activation {
  apply(x: tf.Tensor): tf.Tensor
  getClassName(): string
}

/** What tfjs's class holds. */
interface Dense {
  kernel: tf.LayerVariable
  bias: tf.LayerVariable | null
  activation: Activation | null
}

type Call = (this: Dense, inputs: tf.Tensor | tf.Tensor[], options: object) => tf.Tensor | tf.Tensor[]

/** A gradient of a gradient goes through tfjs's ops, whose gradients have one. */
const hasKernels = () => {
  const backend: unknown = tf.backend()
  return backend instanceof BackendWasm && tf.engine().state.gradientDepth <= 1 && tensorKernels(backend) !== undefined
}

const isFloat = (x: tf.Tensor) => x.dtype === "float32" && x.size > 0

/** The method `call` of dense; `original` is tfjs's. */
export const denseCall = (original: unknown): Call => {
  if (typeof original !== "function") throw new Error("shapeproof: tfjs's dense has no method call")
  return function (this: Dense, inputs, options) {
    const [x] = [inputs].flat()
    const weights = this.kernel.read()
    const fits = x && x.rank > 1 && x.shape.at(-1) === weights.shape[0] && [x, weights].every(isFloat)
    if (!fits || !hasKernels()) return Reflect.apply(original, this, [inputs, options])
    const name = this.activation?.getClassName() ?? "linear"
    const activation = name === "relu" ? "relu" : "linear"
    const given = { x, kernel: weights, ...(this.bias ? { bias: this.bias.read() } : {}) }
    const compute = () => kernel(forwardKernel, given, { activation })
    const { activation: own } = this
    return activation === name || !own ? compute() : tf.tidy(() => own.apply(compute()))
  }
}

/** The object that dense takes its method `call` from. */
export const densePrototype = (): object => Object.getPrototypeOf(tf.layers.dense({ units: 1 }))
