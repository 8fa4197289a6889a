/**
 * What a gradient costs beside its kernels. tfjs keeps each tensor that a gradient needs as a clone, and records the clone
 * as one more op; and it copies what is cast to what it is already.
 */
import * as tf from "@tensorflow/tfjs"
import { asWasm, needed } from "./wasm.js"

/** The same memory once more, so that nothing is copied. */
export const shared: tf.KernelFunc = ({ inputs, backend }) => {
  const { dataId, shape, dtype } = needed(inputs, "x")
  asWasm(backend).incRef(dataId)
  return { dataId, shape, dtype }
}

/** A cast to what a tensor is already is that tensor. */
export const cast =
  (original: tf.KernelFunc): tf.KernelFunc =>
  given =>
    given.attrs?.["dtype"] === needed(given.inputs, "x").dtype ? shared(given) : original(given)

type Save = (this: unknown, tensors: tf.Tensor[]) => tf.Tensor[]

/** Within a gradient of a gradient a clone must be recorded: what was kept is differentiated too. */
const again = ({ dataId, shape, dtype }: tf.Tensor): tf.Tensor => {
  tf.backend().incRef(dataId)
  return tf.keep(tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype }))
}

/** The engine's method that keeps what a gradient needs; `original` is tfjs's. */
export const save = (original: unknown): Save => {
  if (typeof original !== "function") throw new Error("shapeproof: tfjs's engine keeps no tensors for gradients")
  return function (this: unknown, tensors) {
    const isPlain = tf.engine().state.gradientDepth <= 1 && tensors.every(({ dtype }) => dtype !== "complex64")
    return isPlain ? tensors.map(again) : Reflect.apply(original, this, [tensors])
  }
}
