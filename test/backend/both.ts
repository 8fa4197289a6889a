/** Computes on two backends and compares; the repairs on or off. */
import * as tf from "@tensorflow/tfjs"
import { setRepairs } from "../../src/backend/repairs.js"
import { useBackend } from "../../src/backend/start.js"

export type Numbers = ArrayLike<number>

export const on = async (backend: "wasm" | "cpu", compute: () => tf.Tensor): Promise<Numbers> => {
  await useBackend(backend)
  return tf.tidy(compute).dataSync()
}

export const withoutRepairs = async <result>(run: () => Promise<result>): Promise<result> => {
  setRepairs(false)
  try {
    return await run()
  } finally {
    setRepairs(true)
    await useBackend("wasm")
  }
}

/** The greatest difference, relative to values above 1; infinite for different lengths. */
export const difference = (found: Numbers, wanted: Numbers): number =>
  found.length !== wanted.length ?
    Number.POSITIVE_INFINITY
  : Array.from(found).reduce((worst, value, index) => {
      const other = wanted[index] ?? Number.NaN
      const apart = Math.abs(value - other) / Math.max(1, Math.abs(other))
      return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(worst, apart)
    }, 0)

let state = 1
/** Random shapes and numbers that are the same on every run. */
export const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0
  return (state >>> 8) % below
}

export const randomTensor = (shape: number[], dtype: "float32" | "int32" = "float32"): tf.Tensor => {
  const values = Array.from({ length: tf.util.sizeFromShape(shape) }, () => random(2001) - 1000)
  return tf.tensor(dtype === "float32" ? values.map(value => value / 500) : values, shape, dtype)
}
