/**
 * Rows by their numbers: every embedding, and every batch of shuffled data. tfjs's kernel works out the place of each single
 * number; a row is copied at once here.
 */
import * as tf from "@tensorflow/tfjs"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed } from "./wasm.js"

/** @param original takes what is not gathered along the first axis, and refuses numbers that are no row */
export const gather =
  (original: tf.KernelFunc): tf.KernelFunc =>
  given => {
    const backend = asWasm(given.backend)
    const { inputs, attrs } = given
    const [x, indices] = [needed(inputs, "x"), needed(inputs, "indices")]
    const kernels = tensorKernels(backend)
    const isOfRows = Number(attrs?.["axis"]) === 0 && Number(attrs?.["batchDims"] ?? 0) === 0
    const isNumbers = x.dtype === "float32" || x.dtype === "int32"
    if (!kernels || !isOfRows || !isNumbers || indices.dtype !== "int32") return original(given)
    const [rows = 0, ...rest] = x.shape
    const out = backend.makeOutput([...indices.shape, ...rest], x.dtype)
    const [count, columns] = [tf.util.sizeFromShape(indices.shape), tf.util.sizeFromShape(rest)]
    const places = [x, indices, out].map(tensor => addressOf(backend, tensor))
    if (kernels.gatherRows(count, columns, rows, ...places) === count) return out
    backend.disposeData(out.dataId)
    return original(given)
  }
