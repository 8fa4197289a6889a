import type * as tf from "@tensorflow/tfjs"

export type DataFormat = "channelsLast" | "channelsFirst"

/** The channels behind all other axes, where tfjs computes with them on every backend. */
export const channelsLast = (x: tf.Tensor, format: DataFormat): tf.Tensor =>
  format === "channelsLast" ? x : x.transpose([0, ...[...x.shape.keys()].slice(2), 1])

/** Back to where the channels stood. */
export const channelsBack = (x: tf.Tensor, format: DataFormat): tf.Tensor =>
  format === "channelsLast" ? x : x.transpose([0, x.rank - 1, ...[...x.shape.keys()].slice(1, -1)])

/** What a window moves over: a sequence is an image of height 1. */
export type Space = tf.Tensor4D | tf.Tensor5D

/** A sequence as an image of height 1. */
export const asImage = (x: tf.Tensor): tf.Tensor4D => {
  const image = x.rank === 3 ? x.expandDims(1) : x
  if (!isImage(image)) throw new Error(`expected an image, found [${x.shape}]`)
  return image
}
const isImage = (x: tf.Tensor): x is tf.Tensor4D => x.rank === 4

/** A sequence as an image of height 1; an image or a volume as it is. */
export const asSpace = (x: tf.Tensor): Space => (isVolume(x) ? x : asImage(x))
export const isVolume = (x: tf.Tensor): x is tf.Tensor5D => x.rank === 5

/** What came of a sequence, an image or a volume, as that. */
export const asWas = (y: tf.Tensor, rank: number): tf.Tensor => (rank === 3 ? y.squeeze([1]) : y)

/** One number for all axes, or one each. */
export const perAxis = (sizes: number | readonly number[] | undefined, axes: number): number[] =>
  typeof sizes === "number" || sizes === undefined ? Array.from({ length: axes }, () => sizes ?? 1) : [...sizes]

/** Height and width; a sequence is as high as 1. */
export const pairOf = (sizes: readonly number[]): [number, number] => {
  const [first = 1, second] = sizes
  return second === undefined ? [1, first] : [first, second]
}

/** Depth, height and width. */
export const tripleOf = ([depth = 1, height = 1, width = 1]: readonly number[]): [number, number, number] => [
  depth,
  height,
  width,
]

/** How much padding "same" puts before and after an axis, for a window that goes `reach` beyond its first element. */
export const samePadding = (n: number, reach: number, stride: number): [number, number] => {
  const pad = Math.max((Math.ceil(n / stride) - 1) * stride + reach + 1 - n, 0)
  return [Math.floor(pad / 2), Math.ceil(pad / 2)]
}

/** The shape with other axes of space, and other channels. */
export const withSpace = (
  shape: tf.Shape,
  format: DataFormat,
  space: (n: number | null, axis: number) => number | null,
  channels: (C: number | null) => number | null,
): tf.Shape => {
  const [batch = null, ...rest] = shape
  if (format === "channelsFirst") {
    const [C = null, ...axes] = rest
    return [batch, channels(C), ...axes.map(space)]
  }
  return [batch, ...rest.slice(0, -1).map(space), channels(rest.at(-1) ?? null)]
}
