import * as tf from "@tensorflow/tfjs"
import type { FillMode, Filling } from "./filling.js"

/** Where in the input the pixel `x`, `y` of the output comes from: `a * x + b * y + c`, and `d * x + e * y + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** A coordinate that may be outside of `0` to `size - 1`, as TensorFlow brings it back in. */
const inside = (at: number, size: number, mode: FillMode): number => {
  if (mode === "constant") return at
  const last = size - 1
  if (at >= 0 && at <= last) return at
  if (mode === "nearest" || size <= 1) return Math.min(Math.max(at, 0), last)
  if (mode === "wrap") {
    const turned = at < 0 ? at + size * (Math.trunc(-at / last) + 1) : at - size * Math.trunc(at / last)
    return Math.min(Math.max(turned, 0), last)
  }
  const twice = 2 * size
  if (at < 0) {
    const near = at < twice ? twice * Math.trunc(-at / twice) + at : at
    const turned = near < -size ? near + twice : -near - 1
    return Math.min(Math.max(turned, 0), last)
  }
  const near = at - twice * Math.trunc(at / twice)
  return Math.min(Math.max(near >= size ? twice - near - 1 : near, 0), last)
}

/** Half away from 0, as C does. */
const rounded = (value: number) => Math.sign(value) * Math.round(Math.abs(value))

/** The neighbours of each pixel of the output: of each a row of the input, and how much it weighs. */
class Neighbours {
  readonly rows: Int32Array
  readonly weights: Float32Array
  constructor(count: number) {
    this.rows = new Int32Array(count)
    this.weights = new Float32Array(count)
  }
}

/**
 * Moves the pixels of images `[B, H, W, C]`, each by a matrix of its own. Made of gathers, so that it has a gradient on every
 * backend; tfjs's own transform has none.
 */
export const affine = (x: tf.Tensor, matrices: readonly Matrix[], filling: Filling): tf.Tensor => {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape
  const { fillMode, fillValue, interpolation } = filling
  const count = batch * height * width
  const around = Array.from({ length: interpolation === "bilinear" ? 4 : 1 }, () => new Neighbours(count))
  const outside = new Float32Array(count)
  const put = (corner: number, place: number, image: number, row: number, column: number, weight: number) => {
    const neighbours = around[corner]
    if (!neighbours) return
    if (row < 0 || row >= height || column < 0 || column >= width) {
      outside[place] = (outside[place] ?? 0) + weight * fillValue
      return
    }
    neighbours.rows[place] = (image * height + row) * width + column
    neighbours.weights[place] = weight
  }
  let place = 0
  for (const [image, [a, b, c, d, e, f]] of matrices.entries()) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++, place++) {
        const across = inside(a * column + b * row + c, width, fillMode)
        const down = inside(d * column + e * row + f, height, fillMode)
        if (interpolation === "nearest") {
          put(0, place, image, rounded(down), rounded(across), 1)
          continue
        }
        const [left, top] = [Math.floor(across), Math.floor(down)]
        const [right, below] = [across - left, down - top]
        put(0, place, image, top, left, (1 - below) * (1 - right))
        put(1, place, image, top, left + 1, (1 - below) * right)
        put(2, place, image, top + 1, left, below * (1 - right))
        put(3, place, image, top + 1, left + 1, below * right)
      }
    }
  }
  const pixels = x.reshape([count, channels])
  const parts = around.map(({ rows, weights }) =>
    tf.gather(pixels, tf.tensor1d(rows, "int32")).mul(tf.tensor2d(weights, [count, 1])),
  )
  const sum = parts.reduce((all, part) => all.add(part))
  const filled = fillMode === "constant" && fillValue !== 0 ? sum.add(tf.tensor2d(outside, [count, 1])) : sum
  return filled.reshape(x.shape)
}
