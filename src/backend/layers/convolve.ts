import * as tf from "@tensorflow/tfjs"

type Pair = [number, number]

/** How a window moves over an image whose channels are last. */
export interface Moves {
  readonly size: Pair
  readonly strides: Pair
  readonly padding: "valid" | "same" | "causal"
  readonly dilation: Pair
}

/** One of tfjs's convolutions, with its kernel. */
type Convolution = (x: tf.Tensor4D, strides: Pair, padding: "valid" | "same") => tf.Tensor4D

/**
 * Convolves with dilation by taking every `dilation`th row and column as an image of its own. tfjs has dilated kernels, but
 * no gradient of them.
 */
export const convolve = (x: tf.Tensor4D, { size, strides, padding, dilation }: Moves, by: Convolution): tf.Tensor4D => {
  const reach = both(axis => (size[axis] - 1) * dilation[axis])
  if (padding === "causal") {
    const padded = x.pad<tf.Tensor4D>([
      [0, 0],
      [reach[0], 0],
      [reach[1], 0],
      [0, 0],
    ])
    return convolve(padded, { size, strides, padding: "valid", dilation }, by)
  }
  if (dilation.every(one => one === 1)) return by(x, strides, padding)
  const before = both(axis => (padding === "same" ? Math.floor(reach[axis] / 2) : 0))
  const after = both(axis => (padding === "same" ? reach[axis] - before[axis] : 0))
  const length = both(axis => (x.shape[axis + 1] ?? 0) + before[axis] + after[axis])
  const rest = both(axis => (dilation[axis] - (length[axis] % dilation[axis])) % dilation[axis])
  const apart = tf.spaceToBatchND(
    x,
    dilation,
    pads(
      before,
      both(axis => after[axis] + rest[axis]),
    ),
  )
  return tf.batchToSpaceND(by(apart, [1, 1], "valid"), dilation, pads([0, 0], rest))
}

const both = (of: (axis: 0 | 1) => number): Pair => [of(0), of(1)]
const pads = (before: Pair, after: Pair): [Pair, Pair] => [
  [before[0], after[0]],
  [before[1], after[1]],
]

/** A kernel with `dilation - 1` zeros between its elements. */
export const dilatedKernel = (kernel: tf.Tensor4D, dilation: Pair): tf.Tensor4D => {
  if (dilation.every(one => one === 1)) return kernel
  const [height, width, out, C] = kernel.shape
  const [down, across] = dilation
  return kernel
    .reshape<tf.Tensor5D>([height, 1, width, 1, out * C])
    .pad([
      [0, 0],
      [0, down - 1],
      [0, 0],
      [0, across - 1],
      [0, 0],
    ])
    .reshape<tf.Tensor4D>([height * down, width * across, out, C])
    .slice([0, 0, 0, 0], [(height - 1) * down + 1, (width - 1) * across + 1, out, C])
}
