/** Ops on the last two axes, and on pictures. */
import * as tf from "@tensorflow/tfjs"
import type { natural, positive } from "../../types/error.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { product, quotient, showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

/** The shape itself, of rank 2 or more. */
type bandShape<In> = In extends readonly [] | readonly [unknown] ? wantsMatrix<In> : In
const bandShape = (input: RuntimeShape) =>
  input.length < 2 ? refuse(wantsMatrix(input), "[..., rows, columns]", show(input)) : input

type wantsMatrix<In> = `bandPart needs matrices [..., rows, columns], got ${show<In>}`
const wantsMatrix = (input: RuntimeShape) => `bandPart needs matrices [..., rows, columns], got ${show(input)}`

const band: check.Check = (value, option) =>
  Number.isSafeInteger(value) && Number(value) >= -1 ?
    undefined
  : `${option} must be an integer of 0 or more, or -1 for all, got ${check.print(value)}`
type band<value extends number, option extends string> =
  value extends -1 ? value
  : natural<value, option> extends infer answer ?
    answer extends number ?
      answer
    : `${option} must be an integer of 0 or more, or -1 for all, got ${value}`
  : never

/**
 * A band of each matrix around its diagonal, and zeros elsewhere: `bandPart(x, -1, 0)` is the lower triangle, and
 * `bandPart(x, 0, -1)` the upper one.
 *
 * @shape `[..., rows, columns]` to itself
 * @param numLower how many diagonals below are kept; -1 keeps all
 * @param numUpper how many diagonals above are kept; -1 keeps all
 * @throws ShapeError when the rank is below 2
 * @example
 * bandPart(ones([3, 3]), -1, 0) // => Tensor<[3, 3]>
 */
export const bandPart = op<
  <X extends AnyTensor, const lower extends number, const upper extends number>(
    x: Argument<X, bandShape<X[typeof dims]>>,
    numLower: band<lower, "numLower">,
    numUpper: band<upper, "numUpper">,
  ) => Result<X, bandShape<X[typeof dims]>, X["dtype"]>,
  { readonly numLower: number; readonly numUpper: number }
>({
  name: "bandPart",
  inputs: 1,
  options: {
    numLower: check.option<number>(band, [-1, 0, 1, 9]),
    numUpper: check.option<number>(band, [-1, 0, 1, 9]),
  },
  shape: (_, x) => bandShape(x),
  compute: ({ numLower, numUpper }, x) => {
    const [rows = 0, columns = 0] = x.shape.slice(-2)
    const below = tf.sub(tf.reshape(tf.range(0, rows), [-1, 1]), tf.range(0, columns))
    const lower = numLower < 0 ? rows : numLower
    const upper = numUpper < 0 ? columns : numUpper
    const kept = tf.logicalAnd(tf.lessEqual(below, lower), tf.greaterEqual(below, -upper))
    return tf.mul(
      tf.cast(x, x.dtype === "bool" ? "int32" : x.dtype),
      tf.cast(kept, x.dtype === "float32" ? "float32" : "int32"),
    )
  },
})

/** `[B, H, W, C]` to `[B, H*size, W*size, C/(size*size)]`. */
type spaceShape<In, size extends number> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : In extends readonly [infer B, infer H, infer W, infer C] ?
      [quotient<C, product<size, size>>] extends [never] ?
        wantsChannels<In, size>
      : [B, product<H, size>, product<W, size>, quotient<C, product<size, size>>]
    : wantsImages<In>
  : UnknownShape
const spaceShape = (input: RuntimeShape, size: number) => {
  const [B = null, H = null, W = null, C = null] = input
  if (input.length !== 4) return refuse(wantsImages(input), "[batch, height, width, channels]", show(input))
  const channels = quotient(C, size * size)
  if (channels === undefined) return refuse(wantsChannels(input, size), `a multiple of ${size * size}`, showDim(C))
  return [B, product(H, size), product(W, size), channels]
}

type wantsImages<In> = `depthToSpace needs [batch, height, width, channels], got ${show<In>}`
const wantsImages = (input: RuntimeShape) => `depthToSpace needs [batch, height, width, channels], got ${show(input)}`

type wantsChannels<
  In,
  size extends number,
> = `depthToSpace(${size}) needs a multiple of ${showDim<product<size, size>>} channels, got ${show<In>}`
const wantsChannels = (input: RuntimeShape, size: number) =>
  `depthToSpace(${size}) needs a multiple of ${size * size} channels, got ${show(input)}`

/**
 * Channels laid out in blocks of height and width.
 *
 * @shape `[B, H, W, C]` to `[B, H*size, W*size, C/(size*size)]`
 * @param blockSize a positive integer
 * @throws ShapeError when the rank is not 4, or the channels are no multiple of the block
 * @example
 * depthToSpace(input({ shape: [5, 6, 8] }), 2) // => SymbolicTensor<["B", 10, 12, 2]>
 */
export const depthToSpace = op<
  <X extends AnyTensor, const size extends number>(
    x: Argument<X, spaceShape<X[typeof dims], size>>,
    blockSize: positive<size, "blockSize">,
  ) => Result<X, spaceShape<X[typeof dims], size>, X["dtype"]>,
  { readonly blockSize: number }
>({
  name: "depthToSpace",
  inputs: 1,
  options: { blockSize: check.option<number>(check.positive, [1, 1, 2, 2, 3]) },
  shape: ({ blockSize }, x) => spaceShape(x, blockSize),
  // tfjs takes float32, and no block of 1.
  compute: ({ blockSize }, x) =>
    blockSize === 1 ?
      tf.clone(x)
    : tf.depthToSpace(tf.reshape(tf.cast(x, "float32"), four(x.shape)), blockSize, "NHWC"),
})
const four = ([a = 1, b = 1, c = 1, d = 1]: readonly number[]): [number, number, number, number] => [a, b, c, d]
