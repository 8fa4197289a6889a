/**
 * tfjs 4.22 on wasm leaves the padding "same" to XNNPACK, which takes the wrong elements where strides step over some.
 * There the padding is given in numbers.
 */
import type * as tf from "@tensorflow/tfjs"
import { outputShape, sizesOfAttribute } from "./geometry.js"
import { needed } from "./wasm.js"

/** `[before, after]` for each of the four axes, when a stride is longer than the filter reaches. */
const inNumbers = (x: number[], filter: number[], attrs: tf.NamedAttrMap): number[][] | undefined => {
  const strides = sizesOfAttribute(attrs["strides"], 2)
  const dilations = sizesOfAttribute(attrs["dilations"], 2)
  const reaches = filter.slice(0, 2).map((size, axis) => (size - 1) * (dilations[axis] ?? 1) + 1)
  if (reaches.every((reach, axis) => (strides[axis] ?? 1) <= reach)) return undefined
  const out = outputShape(x, filter, attrs)
  const padded = reaches.map((reach, axis) => {
    const end = ((out[axis + 1] ?? 1) - 1) * (strides[axis] ?? 1) + reach
    const all = Math.max(end - (x[axis + 1] ?? 0), 0)
    return [Math.floor(all / 2), Math.ceil(all / 2)]
  })
  return [[0, 0], ...padded, [0, 0]]
}

export const withSamePadding =
  (original: tf.KernelFunc): tf.KernelFunc =>
  ({ inputs, backend, attrs = {} }) => {
    const isSame = attrs["pad"] === "same" && attrs["dataFormat"] !== "NCHW"
    const pad = isSame ? inNumbers(needed(inputs, "x").shape, needed(inputs, "filter").shape, attrs) : undefined
    return original({ inputs, backend, attrs: pad ? { ...attrs, pad } : attrs })
  }
