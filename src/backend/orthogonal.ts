/**
 * Random matrices with orthonormal rows or columns: Keras's `Orthogonal`, the default of every recurrent kernel.
 * tfjs 4.22 takes seconds for `lstm({ units: 256 })`.
 */
import * as tf from "@tensorflow/tfjs"
import { normals } from "./normals.js"

/** How many finished vectors are taken out of the others at once: the others are then read a quarter as often. */
const panel = 4

const dot = (vectors: Float64Array, from: number, other: number, length: number) => {
  let [even, odd] = [0, 0]
  for (let index = 0; index + 1 < length; index += 2) {
    even += (vectors[from + index] ?? 0) * (vectors[other + index] ?? 0)
    odd += (vectors[from + index + 1] ?? 0) * (vectors[other + index + 1] ?? 0)
  }
  if (length % 2 === 1) even += (vectors[from + length - 1] ?? 0) * (vectors[other + length - 1] ?? 0)
  return even + odd
}

const removeOne = (vectors: Float64Array, from: number, unit: number, length: number) => {
  const share = dot(vectors, from, unit, length)
  for (let index = 0; index < length; index++) {
    vectors[from + index] = (vectors[from + index] ?? 0) - share * (vectors[unit + index] ?? 0)
  }
}

const removePanel = (vectors: Float64Array, from: number, first: number, length: number) => {
  const [second, third, fourth] = [first + length, first + 2 * length, first + 3 * length]
  let [share1, share2, share3, share4] = [0, 0, 0, 0]
  for (let index = 0; index < length; index++) {
    const value = vectors[from + index] ?? 0
    share1 += value * (vectors[first + index] ?? 0)
    share2 += value * (vectors[second + index] ?? 0)
    share3 += value * (vectors[third + index] ?? 0)
    share4 += value * (vectors[fourth + index] ?? 0)
  }
  for (let index = 0; index < length; index++) {
    vectors[from + index] =
      (vectors[from + index] ?? 0) -
      share1 * (vectors[first + index] ?? 0) -
      share2 * (vectors[second + index] ?? 0) -
      share3 * (vectors[third + index] ?? 0) -
      share4 * (vectors[fourth + index] ?? 0)
  }
}

const normalize = (vectors: Float64Array, from: number, length: number) => {
  const scale = 1 / Math.sqrt(dot(vectors, from, from, length))
  for (let index = from; index < from + length; index++) vectors[index] = (vectors[index] ?? 0) * scale
}

/**
 * Makes `count` vectors of `length` numbers, one after another, orthonormal: modified Gram-Schmidt, which is the QR
 * factorization whose R has a positive diagonal, and so the sign correction of Keras is in it already.
 */
export const orthonormalize = (vectors: Float64Array, count: number, length: number): void => {
  for (let start = 0; start < count; start += panel) {
    const end = Math.min(start + panel, count)
    for (let current = start; current < end; current++) {
      for (let done = start; done < current; done++) removeOne(vectors, current * length, done * length, length)
      normalize(vectors, current * length, length)
    }
    for (let later = end; later < count; later++) removePanel(vectors, later * length, start * length, length)
  }
}

const orthogonalValues = (rows: number, columns: number, gain: number, seed: number | undefined) => {
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows]
  const vectors = normals(count * length, seed)
  orthonormalize(vectors, count, length)
  const values = new Float32Array(rows * columns)
  const [rowStep, columnStep] = rows < columns ? [length, 1] : [1, length]
  let place = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[place++] = gain * (vectors[row * rowStep + column * columnStep] ?? 0)
    }
  }
  return values
}

/** What tfjs's class holds: its constructor sets the gain, to 1 unless told, and the seed, if any. */
interface Orthogonal {
  gain: number
  seed?: number | null
}

/**
 * The method `apply` for tfjs's own class `Orthogonal`. The class stays, so the name "orthogonal",
 * `tf.initializers.orthogonal` and saved models all find this one, and configurations are written and read as before.
 */
export function apply(this: Orthogonal, shape: number[], dtype: tf.DataType = "float32"): tf.Tensor {
  const columns = shape.at(-1)
  if (columns === undefined || shape.length < 2) {
    throw new Error(`The initializer orthogonal needs a shape of two axes or more, got [${shape}]`)
  }
  if (dtype !== "float32") throw new Error(`The initializer orthogonal makes float32 numbers, not ${dtype}`)
  const rows = tf.util.sizeFromShape(shape.slice(0, -1))
  return tf.tensor(orthogonalValues(rows, columns, this.gain, this.seed ?? undefined), shape, dtype)
}

/** The object that every initializer orthogonal takes its method `apply` from. */
export const orthogonalPrototype = (): object => Object.getPrototypeOf(tf.initializers.orthogonal({ seed: 0 }))
