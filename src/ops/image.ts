/** Pictures in another size. */
import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { Argument, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

type Size = readonly number[]

/** Height and width become `size`. */
type resizedShape<In, size extends Size, name extends string> =
  In extends readonly unknown[] ?
    number extends In["length"] ? UnknownShape
    : size extends readonly [infer height, infer width] ?
      badSize<size> extends infer wrong extends number ?
        wantsSize<wrong>
      : sized<In, height, width, name>
    : number extends size["length"] ? sized<In, number, number, name>
    : wantsTwo<size>
  : UnknownShape
type sized<In, height, width, name extends string> =
  In extends readonly [infer B, unknown, unknown, infer C] ? [B, height, width, C]
  : In extends readonly [unknown, unknown, infer C] ? [height, width, C]
  : wantsImages<In, name>
type badSize<size> =
  size extends readonly [infer first, ...infer rest] ?
    `${first & number}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" ?
      first
    : badSize<rest>
  : null
const resizedShape = (input: RuntimeShape, [height = 1, width = 1]: Size, name: string) => {
  if (input.length !== 3 && input.length !== 4)
    return refuse(wantsImages(input, name), "[batch, height, width, channels]", show(input))
  return [...input.slice(0, -3), height, width, input.at(-1) ?? null]
}

const isSize: check.Check = value => {
  if (!Array.isArray(value)) return `size must be a list, got ${check.print(value)}`
  if (value.length !== 2) return wantsTwo(value)
  const wrong: unknown = value.find(side => !Number.isSafeInteger(side) || side < 1)
  return wrong === undefined ? undefined : wantsSize(Number(wrong))
}
type wantsTwo<size> = `size must be [height, width], got ${show<size>}`
const wantsTwo = (size: RuntimeShape) => `size must be [height, width], got ${show(size)}`
type wantsSize<side extends number> = `size must be [height, width] of positive integers, got ${showDim<side>}`
const wantsSize = (side: number) => `size must be [height, width] of positive integers, got ${showDim(side)}`

type wantsImages<
  In,
  name extends string,
> = `${name} needs pictures [batch, height, width, channels] or [height, width, channels], got ${show<In>}`
const wantsImages = (input: RuntimeShape, name: string) =>
  `${name} needs pictures [batch, height, width, channels] or [height, width, channels], got ${show(input)}`

/** Gives pictures of another size, of float32. */
export type Resizing<name extends string> = <X extends AnyTensor, const size extends Size>(
  images: X,
  size: Argument<size, resizedShape<X[typeof dims], size, name>>,
  alignCorners?: boolean,
  halfPixelCenters?: boolean,
) => Result<X, resizedShape<X[typeof dims], size, name>>

interface ResizeOptions {
  readonly size: Size
  readonly alignCorners?: boolean
  readonly halfPixelCenters?: boolean
}

const resizing = (
  name: string,
  compute: (
    images: tf.Tensor4D,
    size: [number, number],
    alignCorners?: boolean,
    halfPixelCenters?: boolean,
  ) => tf.Tensor,
): OpSpec<ResizeOptions> => ({
  name,
  inputs: 1,
  options: {
    size: check.option<Size>(isSize, [[2, 2], [1, 5], [6, 3], [4, 4], [3]]),
    alignCorners: check.option<boolean | undefined>(check.flag, [undefined, false]),
    halfPixelCenters: check.option<boolean | undefined>(check.flag, [undefined, true]),
  },
  shape: ({ size }, images) => resizedShape(images, size, name),
  takes: "float32",
  compute: ({ size: [height = 1, width = 1], alignCorners, halfPixelCenters }, images) => {
    const [batch = 1, rows = 1, columns = 1, channels = 1] = [1, ...images.shape].slice(-4)
    const given = tf.reshape<tf.Rank.R4>(images, [batch, rows, columns, channels])
    const out = compute(given, [height, width], alignCorners, halfPixelCenters)
    return tf.reshape(out, [...images.shape.slice(0, -3), height, width, channels])
  },
})

/**
 * Pictures in another size, each value between its four neighbours.
 *
 * @shape `[B, H, W, C]` or `[H, W, C]` to the new height and width
 * @param size `[height, width]`
 * @param alignCorners whether the corners stay in place. @default false
 * @param halfPixelCenters whether a pixel stands for its middle. @default false
 * @throws ShapeError when the rank is neither 3 nor 4, or a side is no positive integer
 * @example
 * resizeBilinear(input({ shape: [5, 6, 3] }), [10, 12]) // => SymbolicTensor<["B", 10, 12, 3]>
 */
export const resizeBilinear = op<Resizing<"resizeBilinear">, ResizeOptions>(
  resizing("resizeBilinear", tf.image.resizeBilinear),
)

/**
 * Pictures in another size, each value that of the nearest.
 *
 * @shape `[B, H, W, C]` or `[H, W, C]` to the new height and width
 * @param size `[height, width]`
 * @param alignCorners whether the corners stay in place. @default false
 * @param halfPixelCenters whether a pixel stands for its middle. @default false
 * @throws ShapeError when the rank is neither 3 nor 4, or a side is no positive integer
 * @example
 * resizeNearestNeighbor(input({ shape: [5, 6, 3] }), [10, 12]) // => SymbolicTensor<["B", 10, 12, 3]>
 */
export const resizeNearestNeighbor = op<Resizing<"resizeNearestNeighbor">, ResizeOptions>(
  resizing("resizeNearestNeighbor", tf.image.resizeNearestNeighbor),
)
