/**
 * Rows of x added up by the segment each belongs to: the gradient of gather, so of every embedding. tfjs's wasm backend
 * lacks the kernel; its cpu backend goes through all of x once for each segment, and misreads ids of rank 2 and more.
 */
import * as tf from "@tensorflow/tfjs"
import { addressOf, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed, zeros } from "./wasm.js"

type Numbers = Float32Array | Int32Array | Uint8Array

const isNumbers = (values: unknown): values is Numbers =>
  values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array

/** `ids` has the first axes of x, as in TensorFlow; rows whose id is no segment are left out. */
const outputShape = (x: tf.TensorInfo, ids: tf.TensorInfo, segments: number) => [
  segments,
  ...x.shape.slice(ids.shape.length),
]

const addRows = (values: Numbers, ids: Numbers, segments: number, out: Numbers) => {
  const width = ids.length === 0 ? 0 : values.length / ids.length
  for (let row = 0; row < ids.length; row++) {
    const segment = ids[row] ?? -1
    if (segment < 0 || segment >= segments) continue
    let from = row * width
    const end = (segment + 1) * width
    for (let to = segment * width; to < end; to++) out[to] = (out[to] ?? 0) + (values[from++] ?? 0)
  }
}

export const segmentSumOnWasm: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = asWasm(backend)
  const [x, ids] = [needed(inputs, "x"), needed(inputs, "segmentIds")]
  const segments = Number(attrs?.["numSegments"])
  const out = zeros(wasm, outputShape(x, ids, segments), x.dtype)
  const kernels = tensorKernels(wasm)
  if (kernels && x.dtype === "float32" && ids.dtype === "int32") {
    const rows = tf.util.sizeFromShape(ids.shape)
    const columns = tf.util.sizeFromShape(x.shape.slice(ids.shape.length))
    kernels.addSegments(rows, columns, segments, ...[x, ids, out].map(tensor => addressOf(wasm, tensor)))
    return out
  }
  addRows(wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(ids), segments, wasm.typedArrayFromHeap(out))
  return out
}

/** tfjs exports no class of its cpu backend to ask for. */
export const segmentSumOnCpu: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const [x, ids] = [needed(inputs, "x"), needed(inputs, "segmentIds")]
  const segments = Number(attrs?.["numSegments"])
  const shape = outputShape(x, ids, segments)
  const cpu = tf.findBackend("cpu")
  const [values, rows] = [cpu.readSync(x.dataId), cpu.readSync(ids.dataId)]
  if (backend !== cpu || !isNumbers(values) || !isNumbers(rows)) throw new Error("unsortedSegmentSum: expected numbers")
  const size = tf.util.sizeFromShape(shape)
  const out = x.dtype === "float32" ? new Float32Array(size) : new Int32Array(size)
  addRows(values, rows, segments, out)
  return { dataId: cpu.write(out, shape, x.dtype), shape, dtype: x.dtype }
}
