/** Data made by chance. */
import * as tf from "@tensorflow/tfjs"
import { op } from "../core/op.js"
import * as check from "../core/options.js"
import type { Tensors } from "../core/tensor.js"
import { type Mutable, shape, type Sizes } from "./making.js"

const seed = check.option<number | undefined>(check.integer, [undefined, 1, 42])

/**
 * Numbers of a normal distribution.
 * @shape `shape`
 * @param mean its mean @default 0
 * @param stdDev its standard deviation, 0 or more @default 1
 * @param seed an integer; the same gives the same numbers @default one by chance
 * @throws ShapeError when a size is no integer of 0 or more, or another number is out of its range
 * @example randomNormal([2, 3]) // => Tensor<[2, 3]>
 */
export const randomNormal = op<
  <const shape extends readonly number[]>(
    shape: Sizes<shape>,
    mean?: number,
    stdDev?: number,
    seed?: number,
  ) => Tensors<Mutable<shape>>["data"]["float32"],
  { readonly shape: readonly number[]; readonly mean?: number; readonly stdDev?: number; readonly seed?: number }
>({
  name: "randomNormal",
  inputs: 0,
  options: {
    shape,
    mean: check.option<number | undefined>(check.finite, [undefined, 0, -2]),
    stdDev: check.option<number | undefined>(check.zeroOrMore, [undefined, 0, 0.5]),
    seed,
  },
  shape: ({ shape }) => shape,
  compute: ({ shape, mean, stdDev, seed }) => tf.randomNormal([...shape], mean, stdDev, "float32", seed),
})

/**
 * Numbers from `minval` up to `maxval`, each as likely as any other.
 * @shape `shape`
 * @param minval the least @default 0
 * @param maxval what they stay below @default 1
 * @param seed an integer; the same gives the same numbers @default one by chance
 * @throws ShapeError when a size is no integer of 0 or more, or another number is not finite
 * @example randomUniform([2, 3], -1, 1) // => Tensor<[2, 3]>
 */
export const randomUniform = op<
  <const shape extends readonly number[]>(
    shape: Sizes<shape>,
    minval?: number,
    maxval?: number,
    seed?: number,
  ) => Tensors<Mutable<shape>>["data"]["float32"],
  { readonly shape: readonly number[]; readonly minval?: number; readonly maxval?: number; readonly seed?: number }
>({
  name: "randomUniform",
  inputs: 0,
  options: {
    shape,
    minval: check.option<number | undefined>(check.finite, [undefined, 0, -1]),
    maxval: check.option<number | undefined>(check.finite, [undefined, 1, 2]),
    seed,
  },
  shape: ({ shape }) => shape,
  compute: ({ shape, minval, maxval, seed }) => tf.randomUniform([...shape], minval, maxval, "float32", seed),
})
