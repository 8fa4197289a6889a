import * as tf from "@tensorflow/tfjs"
import { isVolume, pairOf, samePadding, type Space, tripleOf } from "./images.js"

type Pair = [number, number]

/** How a window moves over space whose channels are last: a number for each axis. */
export interface Moves {
  readonly size: readonly number[]
  readonly strides: readonly number[]
  readonly padding: "valid" | "same" | "causal"
  readonly dilation: readonly number[]
}

/** One of tfjs's convolutions over an image, with its kernel. */
type Convolution = (x: tf.Tensor4D, strides: Pair, padding: "valid" | "same") => tf.Tensor4D

/** Multiplies each window by a kernel of `[...size, C, filters]`. */
export const full = (x: Space, kernel: tf.Tensor | undefined, moves: Moves): tf.Tensor =>
  isVolume(x) ?
    convolveVolume(x, kernel, moves)
  : convolve(x, moves, (image, strides, padding) => tf.conv2d(image, kernelOf(kernel), strides, padding))

/** A sequence's kernel is one of height 1. */
export const kernelOf = (kernel: tf.Tensor | undefined): tf.Tensor4D => {
  if (kernel === undefined) throw new Error("the layer is not built")
  return kernel.reshape<tf.Tensor4D>([...(kernel.rank === 3 ? [1] : []), ...kernel.shape])
}

/**
 * The padding is given in numbers: tfjs begins "same" at the wrong element of a volume where strides step over elements.
 */
const convolveVolume = (x: tf.Tensor5D, kernel: tf.Tensor | undefined, { size, strides, padding, dilation }: Moves) => {
  if (kernel === undefined || !isVolume(kernel)) throw new Error("the layer is not built")
  const pads = [0, 1, 2].map((axis): Pair => {
    const reach = ((size[axis] ?? 1) - 1) * (dilation[axis] ?? 1)
    return padding === "same" ? samePadding(x.shape[axis + 1] ?? 0, reach, strides[axis] ?? 1) : [0, 0]
  })
  const padded = pads.flat().some(pad => pad > 0) ? x.pad<tf.Tensor5D>([[0, 0], ...pads, [0, 0]]) : x
  return tf.conv3d(padded, kernel, tripleOf(strides), "valid", "NDHWC", tripleOf(dilation))
}

/**
 * Convolves with dilation by taking every `dilation`th row and column as an image of its own. tfjs has dilated kernels, but
 * no gradient of them.
 */
export const convolve = (x: tf.Tensor4D, moves: Moves, by: Convolution): tf.Tensor4D => {
  const { padding } = moves
  const [size, strides, dilation] = [pairOf(moves.size), pairOf(moves.strides), pairOf(moves.dilation)]
  const reach = both(axis => (size[axis] - 1) * dilation[axis])
  if (padding === "causal") {
    const padded = x.pad<tf.Tensor4D>([
      [0, 0],
      [reach[0], 0],
      [reach[1], 0],
      [0, 0],
    ])
    return convolve(padded, { ...moves, padding: "valid" }, by)
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
