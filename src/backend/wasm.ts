/**
 * What every kernel of ours needs of the wasm backend: its memory, views of it, and tfjs's own kernels. The backend is
 * imported for a value, which registers it: an import without names would stay in our declarations, and tfjs's in them.
 */
import * as tf from "@tensorflow/tfjs"
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm"

export const asWasm = (backend: object): BackendWasm => {
  if (backend instanceof BackendWasm) return backend
  throw new Error("shapeproof: a kernel of the wasm backend was called with another backend")
}

export const only = (result: tf.TensorInfo | tf.TensorInfo[]): tf.TensorInfo => {
  const [first] = Array.isArray(result) ? result : [result]
  if (!first) throw new Error("shapeproof: a kernel returned no tensor")
  return first
}

export const needed = (inputs: tf.NamedTensorInfoMap, name: string): tf.TensorInfo => {
  const found = inputs[name]
  if (!found) throw new Error(`shapeproof: a kernel was called without its input ${name}`)
  return found
}

/** Runs tfjs's own kernel, past the engine: the caller disposes the result. */
export const run = (
  backend: BackendWasm,
  kernel: string,
  inputs: tf.NamedTensorInfoMap,
  attrs: tf.NamedAttrMap = {},
): tf.TensorInfo => only(tf.getKernel(kernel, "wasm").kernelFunc({ inputs, backend, attrs }))

export const reshaped = (tensor: tf.TensorInfo, shape: number[]): tf.TensorInfo => ({ ...tensor, shape })

/** Swaps the last two axes; the caller disposes the result. */
export const transposed = (backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo => {
  const axes = x.shape.map((_, axis) => axis)
  const lead = axes.slice(0, -2)
  return run(backend, "Transpose", { x }, { perm: [...lead, lead.length + 1, lead.length] })
}

export const zeros = (backend: BackendWasm, shape: number[], dtype: tf.DataType): tf.TensorInfo => {
  const out = backend.makeOutput(shape, dtype)
  backend.typedArrayFromHeap(out).fill(0)
  return out
}

/**
 * All of the memory as float32 elements, and where a tensor begins in it. Making a tensor may replace the memory: take it
 * anew after that.
 */
export const memoryOf = (backend: BackendWasm) => {
  const bytes: unknown = Reflect.get(backend.wasm, "HEAPU8")
  if (!(bytes instanceof Uint8Array)) throw new Error("shapeproof: the memory of the wasm backend was not found")
  return {
    memory: new Float32Array(bytes.buffer),
    placeOf: (tensor: tf.TensorInfo): number => dataOf(backend, tensor).memoryOffset / 4,
  }
}

const dataOf = (backend: BackendWasm, tensor: tf.TensorInfo) => backend.dataIdMap.get(tensor.dataId)

/**
 * Another tensor over the memory of a float32 one. It owns nothing: end it with `forget`, never with `disposeData`,
 * which would free the other's memory.
 */
export const sameMemory = (backend: BackendWasm, tensor: tf.TensorInfo): tf.TensorInfo =>
  backend.makeOutput(tensor.shape, "float32", dataOf(backend, tensor).memoryOffset)

export const forget = (backend: BackendWasm, tensor: tf.TensorInfo): void => {
  backend.wasm.tfjs.disposeData(dataOf(backend, tensor).id)
  backend.dataIdMap.delete(tensor.dataId)
}

/** Numbers that the backend, which counts its tensors from 1, will not come to. */
const firstPart = 2 ** 30
let nextPart = firstPart

/**
 * The number, for the compiled functions, of a tensor over `size` float32 elements of another. It owns nothing: end it
 * with `backend.wasm.tfjs.disposeData`.
 */
export const part = (backend: BackendWasm, whole: tf.TensorInfo, offset: number, size: number): number => {
  nextPart = nextPart === 2 ** 31 - 1 ? firstPart : nextPart + 1
  backend.wasm.tfjs.registerTensor(nextPart, size, dataOf(backend, whole).memoryOffset + 4 * offset)
  return nextPart
}

/** Disposes every tensor but the last, and returns it: for kernels run one after another. */
export const last = (backend: BackendWasm, first: tf.TensorInfo, ...steps: ((x: tf.TensorInfo) => tf.TensorInfo)[]) =>
  steps.reduce((x, step) => {
    const next = step(x)
    backend.disposeData(x.dataId)
    return next
  }, first)

/** A function of the compiled backend itself. */
export const native = (backend: BackendWasm, name: string, signature: string[]): ((...values: unknown[]) => void) => {
  const wrap: unknown = Reflect.get(backend.wasm, "cwrap")
  const wrapped: unknown = typeof wrap === "function" ? wrap(name, null, signature) : undefined
  if (typeof wrapped !== "function") throw new Error(`shapeproof: the wasm backend has no function ${name}`)
  return (...values) => wrapped(...values)
}
