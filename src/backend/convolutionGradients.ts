/**
 * Gradients that tfjs 4.22 lacks on every backend: of dilated convolutions, and of a transposed one over three axes. A
 * dilated filter is the filter with zeros between its elements, and its gradient is taken at those elements.
 */
import * as tf from "@tensorflow/tfjs"
import { sizesOfAttribute } from "./geometry.js"
import { tensor } from "./saved.js"

const kernel = (name: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap): tf.Tensor => {
  const out: unknown = tf.engine().runKernel(name, inputs, attrs)
  if (out instanceof tf.Tensor) return out
  throw new Error(`shapeproof: the kernel ${name} returned no tensor`)
}

const reachOf = (filter: number[], dilations: number[]) =>
  filter.map((size, axis) => (axis < dilations.length ? (size - 1) * (dilations[axis] ?? 1) + 1 : size))

/** With `dilation - 1` zeros after each element of an axis but the last. */
export const spread = (filter: tf.Tensor, dilations: number[]): tf.Tensor =>
  dilations.reduce((x, dilation, axis) => {
    if (dilation === 1) return x
    const { shape } = x
    const size = shape[axis] ?? 1
    const apart = x.reshape([...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)])
    const padded = tf.pad(
      apart,
      apart.shape.map((_, each) => [0, each === axis + 1 ? dilation - 1 : 0]),
    )
    const joined = padded.reshape([...shape.slice(0, axis), size * dilation, ...shape.slice(axis + 1)])
    const end = joined.shape.map((length, each) => (each === axis ? (size - 1) * dilation + 1 : length))
    return joined.slice(
      shape.map(() => 0),
      end,
    )
  }, filter)

interface Names {
  input: string
  filter: string
}

/** The gradients of a convolution with any dilation. Ours on wasm dilate; elsewhere the filter is spread. */
const dilatedGradient =
  (original: tf.GradConfig, names: Names, axes: 2 | 3): tf.GradFunc =>
  (dy, saved, attrs) => {
    const dilations = sizesOfAttribute(attrs["dilations"], axes)
    if (dilations.every(dilation => dilation === 1)) return original.gradFunc(dy, saved, attrs)
    const [x, filter, own] = [tensor(saved[0]), tensor(saved[1]), tensor(dy)]
    if (tf.getBackend() === "wasm") {
      return {
        x: () => kernel(names.input, { dy: own, filter }, { ...attrs, inputShape: x.shape }),
        filter: () => kernel(names.filter, { x, dy: own }, { ...attrs, filterShape: filter.shape }),
      }
    }
    const close = { ...attrs, dilations: Array<number>(axes).fill(1) }
    const strides = filter.shape.map((_, axis) => dilations[axis] ?? 1)
    return {
      x: () => kernel(names.input, { dy: own, filter: spread(filter, dilations) }, { ...close, inputShape: x.shape }),
      filter: () => {
        const shape = reachOf(filter.shape, dilations)
        const all = kernel(names.filter, { x, dy: own }, { ...close, filterShape: shape })
        return tf.stridedSlice(
          all,
          shape.map(() => 0),
          shape,
          strides,
        )
      },
    }
  }

const dilated = (kernelName: string, names: Names, axes: 2 | 3): tf.GradConfig => {
  const original = tf.getGradient(kernelName)
  return { ...original, gradFunc: dilatedGradient(original, names, axes) }
}

/** Of conv3dTranspose, whose value is the gradient of the input of conv3d. */
const conv3dTransposeGradient: tf.GradConfig = {
  kernelName: "Conv3DBackpropInputV2",
  inputsToSave: ["dy", "filter"],
  gradFunc: (ddx, saved, attrs) => {
    const [dy, filter, own] = [tensor(saved[0]), tensor(saved[1]), tensor(ddx)]
    return {
      dy: () => kernel("Conv3D", { x: own, filter }, { ...attrs, dilations: [1, 1, 1] }),
      filter: () => kernel("Conv3DBackpropFilterV2", { x: own, dy }, { ...attrs, filterShape: filter.shape }),
    }
  },
}

/** Instead of tfjs's, or where it has none. */
export const gradients: readonly tf.GradConfig[] = [
  dilated("Conv2D", { input: "Conv2DBackpropInput", filter: "Conv2DBackpropFilter" }, 2),
  dilated(
    "DepthwiseConv2dNative",
    { input: "DepthwiseConv2dNativeBackpropInput", filter: "DepthwiseConv2dNativeBackpropFilter" },
    2,
  ),
  dilated("Conv3D", { input: "Conv3DBackpropInputV2", filter: "Conv3DBackpropFilterV2" }, 3),
  conv3dTransposeGradient,
]
