/** Random convolutions, and their values with both gradients. */
import * as tf from "@tensorflow/tfjs"
import { type Numbers, random, randomTensor } from "./both.js"

/** The greatest difference, relative to the greatest value. */
export const difference = (found: Numbers, wanted: Numbers): number => {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY
  const largest = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  return Array.from(found).reduce((worst, value, index) => {
    const apart = Math.abs(value - (wanted[index] ?? Number.NaN)) / largest
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(worst, apart)
  }, 0)
}

export interface Case {
  x: tf.Tensor
  filter: tf.Tensor
  strides: number[]
  pad: "same" | "valid" | number
}

/** With a number as padding tfjs measures every axis by the first of the filter and of the strides; over three axes see the fault below. */
export const drawn = (axes: number, round: number, depthwise = false): Case => {
  const sizes = Array.from({ length: axes }, () => 3 + random(axes === 2 ? 9 : 4))
  const square = 1 + random(3)
  const filters = sizes.map(() => (round % 3 === 2 ? square : 1 + random(3)))
  const channels = 1 + random(7)
  const step = 1 + random(3)
  const strides = filters.map(size => (round % 3 === 2 && axes === 2 ? step : 1 + random(axes === 2 ? 3 : size)))
  const stride = depthwise ? strides.map(() => strides[0] ?? 1) : strides
  const pads = ["same", "valid", axes === 2 ? 1 : "same"] as const
  return {
    x: randomTensor([1 + random(4), ...sizes, channels]),
    filter: randomTensor([...filters, channels, 1 + random(depthwise ? 3 : 9)]),
    strides: stride,
    pad: pads[round % 3] ?? "same",
  }
}

export type Convolve = (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor

export const pair = ([a = 1, b = 1]: number[]): [number, number] => [a, b]
export const triple = ([a = 1, b = 1, c = 1]: number[]): [number, number, number] => [a, b, c]
export const rank4 = (x: tf.Tensor) => x.as4D(...quadruple(x.shape))
const quadruple = ([a = 1, b = 1, c = 1, d = 1]: number[]): [number, number, number, number] => [a, b, c, d]
export const rank5 = (x: tf.Tensor) => x.as5D(...quintuple(x.shape))
const quintuple = ([a = 1, b = 1, c = 1, d = 1, e = 1]: number[]): [number, number, number, number, number] => [
  a,
  b,
  c,
  d,
  e,
]

const factors = ({ shape, size }: tf.Tensor) => (size === 0 ? tf.zeros(shape) : tf.linspace(-1, 2, size).reshape(shape))

/** The value, then the gradients of the input and of the filter, in one row. */
export const valueAndGradients = ({ x, filter }: Case, convolve: Convolve) => {
  const weighted = (...[input, weights]: tf.Tensor[]) => {
    if (!input || !weights) throw new Error("an input and a filter expected")
    const out = convolve(input, weights)
    return out.mul(factors(out)).sum().asScalar()
  }
  const gradients = tf.grads(weighted)([x, filter])
  return tf.concat([convolve(x, filter), ...gradients].map(each => each.flatten()))
}
