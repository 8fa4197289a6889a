/** The gradient of maxPool on wasm: tfjs's kernel gives wrong values for some sizes of windows and images. */
import * as tf from "@tensorflow/tfjs"
import { asWasm, needed, zeros } from "./wasm.js"

const pair = (value: unknown): [number, number] =>
  Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)]

/** Each number of dy goes to the first largest element of its window, as in TensorFlow. */
export const maxPoolGradientOnWasm: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = asWasm(backend)
  const [dy, x] = [needed(inputs, "dy"), needed(inputs, "input")]
  const [batches = 0, height = 0, width = 0, C = 0] = x.shape
  const pad = attrs?.["pad"]
  const { padInfo, outHeight, outWidth } = tf.backend_util.computePool2DInfo(
    [batches, height, width, C],
    pair(attrs?.["filterSize"]),
    pair(attrs?.["strides"]),
    1,
    typeof pad === "number" ? pad
    : pad === "same" ? "same"
    : "valid",
  )
  const [[down, across], [rows, columns]] = [pair(attrs?.["strides"]), pair(attrs?.["filterSize"])]
  const dx = zeros(wasm, x.shape, x.dtype)
  const [from, values, to] = [dy, x, dx].map(tensor => wasm.typedArrayFromHeap(tensor))
  if (!from || !values || !to) throw new Error("shapeproof: maxPool's gradient was called without values")
  let at = 0
  for (let batch = 0; batch < batches; batch++) {
    for (let row = -padInfo.top, i = 0; i < outHeight; i++, row += down) {
      for (let column = -padInfo.left, j = 0; j < outWidth; j++, column += across) {
        const [top, left] = [Math.max(row, 0), Math.max(column, 0)]
        const [bottom, right] = [Math.min(row + rows, height), Math.min(column + columns, width)]
        for (let c = 0; c < C; c++, at++) {
          let largest = -1
          for (let y = top; y < bottom; y++) {
            for (let place = ((batch * height + y) * width + left) * C + c, k = left; k < right; k++, place += C)
              if (largest < 0 || (values[place] ?? 0) > (values[largest] ?? 0)) largest = place
          }
          to[largest] = (to[largest] ?? 0) + (from[at] ?? 0)
        }
      }
    }
  }
  return dx
}
