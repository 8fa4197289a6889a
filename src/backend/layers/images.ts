import type * as tf from "@tensorflow/tfjs"

export type DataFormat = "channelsLast" | "channelsFirst"

/** The channels behind all other axes, where tfjs computes with them on every backend. */
export const channelsLast = (x: tf.Tensor, format: DataFormat): tf.Tensor =>
  format === "channelsLast" ? x : x.transpose([0, ...[...x.shape.keys()].slice(2), 1])

/** Back to where the channels stood. */
export const channelsBack = (x: tf.Tensor, format: DataFormat): tf.Tensor =>
  format === "channelsLast" ? x : x.transpose([0, x.rank - 1, ...[...x.shape.keys()].slice(1, -1)])

/** A sequence as an image of height 1. */
export const asImage = (x: tf.Tensor): tf.Tensor4D => {
  const image = x.rank === 3 ? x.expandDims(1) : x
  if (!isImage(image)) throw new Error(`expected an image, found [${x.shape}]`)
  return image
}
const isImage = (x: tf.Tensor): x is tf.Tensor4D => x.rank === 4

/** One number for all axes, or one each. */
export const perAxis = (sizes: number | readonly number[] | undefined, axes: number): number[] =>
  typeof sizes === "number" || sizes === undefined ? Array.from({ length: axes }, () => sizes ?? 1) : [...sizes]

/** Height and width; a sequence is as high as 1. */
export const pairOf = (sizes: readonly number[]): [number, number] => {
  const [first = 1, second] = sizes
  return second === undefined ? [1, first] : [first, second]
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
