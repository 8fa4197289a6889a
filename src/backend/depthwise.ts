/** The gradients of depthwise convolutions, which tfjs 4.22 has no wasm kernels for: each channel has filters of its own. */
import type * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { type Geometry, geometryOf, shapeOfAttribute } from "./geometry.js"
import { addressOf, setConvolution, tensorKernels } from "./kernels/tensors.js"
import { asWasm, needed, zeros } from "./wasm.js"

/** Where the channels of an element of x, of dy, and of a place of the filter begin. */
type Visit = (x: number, dy: number, filter: number) => void

/** Every pair of an input's element and an output's that meet, by a place of the filter. */
const eachMeeting = (geometry: Geometry, visit: Visit) => {
  const { batch, from, to, filter, strides, dilations, before, channels, filters } = geometry
  for (let sample = 0; sample < batch; sample++) {
    for (let y = 0; y < to[1]; y++) {
      for (let a = 0; a < filter[1]; a++) {
        const row = y * strides[1] - before[1] + a * dilations[1]
        if (row < 0 || row >= from[1]) continue
        for (let x = 0; x < to[2]; x++) {
          for (let b = 0; b < filter[2]; b++) {
            const column = x * strides[2] - before[2] + b * dilations[2]
            if (column < 0 || column >= from[2]) continue
            const own = ((sample * from[1] + row) * from[2] + column) * channels
            visit(own, ((sample * to[1] + y) * to[2] + x) * filters, (a * filter[2] + b) * filters)
          }
        }
      }
    }
  }
}

/** Adds to the filter, or else to the input; whether there was a kernel for it. */
const byKernel = (
  backend: BackendWasm,
  geometry: Geometry,
  input: tf.TensorInfo,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  addsToFilter: boolean,
): boolean => {
  const kernels = tensorKernels(backend)
  if (!kernels) return false
  setConvolution(kernels, geometry)
  const addresses = [input, dy, filter].map(tensor => addressOf(backend, tensor))
  kernels.depthwise(geometry.batch, ...addresses, addsToFilter ? 1 : 0)
  return true
}

export const depthwiseBackpropFilter: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = asWasm(backend)
  const [x, dy] = [needed(inputs, "x"), needed(inputs, "dy")]
  const shape = shapeOfAttribute(attrs, "filterShape")
  const geometry = geometryOf({ x: x.shape, filter: shape, dy: dy.shape }, attrs)
  const { channels, filters } = geometry
  const each = filters / channels
  const out = zeros(wasm, shape, "float32")
  if (byKernel(wasm, geometry, x, dy, out, true)) return out
  const [values, factors, sums] = [x, dy, out].map(tensor => wasm.typedArrayFromHeap(tensor))
  if (!values || !factors || !sums) return out
  eachMeeting(geometry, (from, to, place) => {
    for (let channel = 0; channel < channels; channel++) {
      const value = values[from + channel] ?? 0
      for (let index = channel * each; index < (channel + 1) * each; index++) {
        sums[place + index] = (sums[place + index] ?? 0) + value * (factors[to + index] ?? 0)
      }
    }
  })
  return out
}

export const depthwiseBackpropInput: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = asWasm(backend)
  const [dy, filter] = [needed(inputs, "dy"), needed(inputs, "filter")]
  const shape = shapeOfAttribute(attrs, "inputShape")
  const geometry = geometryOf({ x: shape, filter: filter.shape, dy: dy.shape }, attrs)
  const { channels, filters } = geometry
  const each = filters / channels
  const out = zeros(wasm, shape, "float32")
  if (byKernel(wasm, geometry, out, dy, filter, false)) return out
  const [factors, weights, sums] = [dy, filter, out].map(tensor => wasm.typedArrayFromHeap(tensor))
  if (!factors || !weights || !sums) return out
  eachMeeting(geometry, (from, to, place) => {
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0
      for (let index = channel * each; index < (channel + 1) * each; index++) {
        sum += (factors[to + index] ?? 0) * (weights[place + index] ?? 0)
      }
      sums[from + channel] = (sums[from + channel] ?? 0) + sum
    }
  })
  return out
}
