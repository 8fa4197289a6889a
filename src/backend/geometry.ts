/** What a convolution over two or three axes says about its sizes; over two, the first of three axes is 1 long. */
import type * as tf from "@tensorflow/tfjs"

export type Axes = [depth: number, height: number, width: number]

export interface Geometry {
  batch: number
  /** Sizes of the larger side: the input of a convolution. */
  from: Axes
  /** Sizes of the smaller side: the output of a convolution. */
  to: Axes
  filter: Axes
  strides: Axes
  dilations: Axes
  /** What is padded before the first element. */
  before: Axes
  channels: number
  filters: number
}

interface Shapes {
  x: number[]
  filter: number[]
  dy: number[]
}

const axesOf = (values: number[], missing: number): Axes => {
  const [width = missing, height = missing, depth = missing] = values.slice().reverse()
  return [depth, height, width]
}

/** An attribute that is one number for all axes, or one for each. */
export const sizesOfAttribute = (value: tf.Attribute | undefined, axes: number): number[] => {
  const values = Array.isArray(value) ? value.flat() : [value ?? 1]
  const numbers = values.filter((each): each is number => typeof each === "number")
  return numbers.length === 1 ? Array<number>(axes).fill(numbers[0] ?? 1) : numbers.slice(-axes)
}

const sameBefore = ({ from, to, filter, strides, dilations }: Omit<Geometry, "before">, axis: 0 | 1 | 2) => {
  const reach = (filter[axis] - 1) * dilations[axis] + 1
  return Math.floor(Math.max((to[axis] - 1) * strides[axis] + reach - from[axis], 0) / 2)
}

/** The padding before each axis: "same", "valid", a number, or `[before, after]` for each of the four axes. */
const beforeOf = (sizes: Omit<Geometry, "before">, pad: tf.Attribute | undefined, axes: number): Axes => {
  if (pad === "same") return [sameBefore(sizes, 0), sameBefore(sizes, 1), sameBefore(sizes, 2)]
  if (typeof pad === "number") return axes === 2 ? [0, pad, pad] : [pad, pad, pad]
  if (!Array.isArray(pad)) return [0, 0, 0]
  return axesOf(
    pad.slice(1, -1).map(each => (Array.isArray(each) && typeof each[0] === "number" ? each[0] : 0)),
    0,
  )
}

/** Of tensors with the channels last. */
export const geometryOf = ({ x, filter, dy }: Shapes, attrs: tf.NamedAttrMap | undefined): Geometry => {
  const axes = x.length - 2
  if (attrs?.["dataFormat"] === "NCHW" || attrs?.["dataFormat"] === "NCDHW") {
    throw new Error("shapeproof: the wasm backend computes convolutions with the channels last only")
  }
  const sizes = {
    batch: x[0] ?? 0,
    from: axesOf(x.slice(1, -1), 1),
    to: axesOf(dy.slice(1, -1), 1),
    filter: axesOf(filter.slice(0, axes), 1),
    strides: axesOf(sizesOfAttribute(attrs?.["strides"], axes), 1),
    dilations: axesOf(sizesOfAttribute(attrs?.["dilations"], axes), 1),
    channels: x.at(-1) ?? 1,
    filters: dy.at(-1) ?? 1,
  }
  return { ...sizes, before: beforeOf(sizes, attrs?.["pad"], axes) }
}

/** The output's shape of a convolution whose input has the shape x, with the channels last. */
export const outputShape = (x: number[], filter: number[], attrs: tf.NamedAttrMap | undefined): number[] => {
  const axes = x.length - 2
  const strides = sizesOfAttribute(attrs?.["strides"], axes)
  const dilations = sizesOfAttribute(attrs?.["dilations"], axes)
  const pad = attrs?.["pad"]
  const sizes = x.slice(1, -1).map((size, axis) => {
    const stride = strides[axis] ?? 1
    const reach = ((filter[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1
    if (pad === "same") return Math.ceil(size / stride)
    return Math.floor((size - reach + (typeof pad === "number" ? 2 * pad : 0)) / stride) + 1
  })
  return [x[0] ?? 0, ...sizes, filter.at(-1) ?? 1]
}

export const volume = ([depth, height, width]: Axes) => depth * height * width

/** A shape in the attributes, as the gradients give the shape of what they are of. */
export const shapeOfAttribute = (attrs: tf.NamedAttrMap | undefined, name: string): number[] => {
  const value = attrs?.[name]
  const sizes = Array.isArray(value) ? value.filter((each): each is number => typeof each === "number") : []
  if (sizes.length === 0) throw new Error(`shapeproof: a kernel was called without the shape ${name}`)
  return sizes
}
