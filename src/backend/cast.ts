/** Numbers as booleans on wasm: tfjs cuts the lowest byte out of the number, so that 0.25 is false and -2.5 is 254. */
import * as tf from "@tensorflow/tfjs"
import { asWasm, needed, reshaped, run, zeros } from "./wasm.js"

/** Whether a number is another than 0; all else as tfjs casts it. */
export const castOnWasm =
  (original: tf.KernelFunc): tf.KernelFunc =>
  given => {
    const x = needed(given.inputs, "x")
    const isNumber = x.dtype === "float32" || x.dtype === "int32"
    if (given.attrs?.["dtype"] !== "bool" || !isNumber) return original(given)
    const backend = asWasm(given.backend)
    const zero = zeros(backend, [1], x.dtype)
    const out = run(backend, "NotEqual", { a: reshaped(x, [tf.util.sizeFromShape(x.shape)]), b: zero })
    backend.disposeData(zero.dataId)
    return reshaped(out, x.shape)
  }
