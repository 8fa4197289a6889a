/** The largest values, lengths, and grids. */
import * as tf from "@tensorflow/tfjs"
import type { positive } from "../../types/error.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Result, SecondTensor } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { type Axes, reducedShape, someAxes } from "./axes.js"
import type { difference } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

/** The last axis becomes `k`. */
type topShape<In, k extends number> =
  In extends readonly [...infer lead, infer last] ?
    last extends number ?
      number extends last | k ? [...lead, k]
      : `${difference<last, k> & number}` extends `-${string}` ? wantsLess<In, k>
      : [...lead, k]
    : [...lead, k]
  : In extends readonly [] ? wantsLess<In, k>
  : UnknownShape
const topShape = (input: RuntimeShape, k: number) => {
  const last = input.at(-1)
  if (last === undefined || (typeof last === "number" && k > last))
    return refuse(wantsLess(input, k), `${k} values or more`, show(input))
  return [...input.slice(0, -1), k]
}

type orOne<k> = k extends number ? k : 1

type wantsLess<In, k extends number> = `topk(${k}) needs ${k} values or more in the last axis, got ${show<In>}`
const wantsLess = (input: RuntimeShape, k: number) =>
  `topk(${k}) needs ${k} values or more in the last axis, got ${show(input)}`

/**
 * The `k` largest values along the last axis, and where they are.
 *
 * @shape `[..., D]` to values and indices `[..., k]`
 * @param k a positive integer. @default 1
 * @param sorted whether the largest comes first. @default true
 * @throws ShapeError when the last axis has fewer
 * @example
 * topk(tensor([3, 1, 2]), 2).indices // => IntTensor<[2]>
 */
export const topk = op<
  <X extends AnyTensor, const k extends number | undefined = undefined>(
    x: Argument<X, topShape<X[typeof dims], orOne<k>>>,
    k?: k extends number ? positive<k, "k"> : k,
    sorted?: boolean,
  ) => {
    readonly values: Result<X, topShape<X[typeof dims], orOne<k>>, X["dtype"]>
    readonly indices: Result<X, topShape<X[typeof dims], orOne<k>>, "int32">
  },
  { readonly k?: number; readonly sorted?: boolean }
>({
  name: "topk",
  inputs: 1,
  options: {
    k: check.option<number | undefined>(check.positive, [undefined, 1, 2, 3]),
    sorted: check.option<boolean | undefined>(check.flag, [undefined, true]),
  },
  shape: ({ k = 1 }, x) => {
    const shape = topShape(x, k)
    return "refused" in shape ? shape : [shape, shape]
  },
  outputs: ["values", "indices"],
  dtype: ([dtype = "float32"]) => [dtype, "int32"],
  compute: ({ k, sorted }, x) => {
    const { values, indices } = tf.topk(tf.cast(x, x.dtype === "bool" ? "int32" : x.dtype), k, sorted)
    return [values, indices]
  },
})

type Ord = "euclidean" | number

/**
 * The length of vectors.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param ord above 0: the root of that degree of the sum of powers; "euclidean" is 2. @default "euclidean"
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * norm(input({ shape: [7, 12] }), "euclidean", -1) // => SymbolicTensor<["B", 7]>
 */
export const norm = op<
  <X extends AnyTensor, const axis extends Axes = undefined, keep extends boolean | undefined = undefined>(
    x: X,
    ord?: Ord,
    axis?: Argument<axis, reducedShape<X[typeof dims], axis, keep, "norm">>,
    keepDims?: keep,
  ) => Result<X, reducedShape<X[typeof dims], axis, keep, "norm">>,
  { readonly ord?: Ord; readonly axis?: number | readonly number[]; readonly keepDims?: boolean }
>({
  name: "norm",
  inputs: 1,
  options: {
    ord: check.option<Ord | undefined>(check.either(check.aboveZero, check.oneOf(["euclidean"])), [
      undefined,
      "euclidean",
      1,
      2,
    ]),
    axis: someAxes,
    keepDims: check.option<boolean | undefined>(check.flag, [undefined, true, false]),
  },
  shape: ({ axis, keepDims }, x) => reducedShape(x, axis, keepDims, "norm"),
  takes: "float32",
  compute: ({ ord, axis, keepDims }, x) => {
    const axes = axis === undefined ? undefined : [axis].flat()
    if (ord === 1) return tf.sum(tf.abs(x), axes, keepDims)
    if (ord === undefined || ord === "euclidean" || ord === 2) return tf.sqrt(tf.sum(tf.square(x), axes, keepDims))
    return tf.pow(tf.sum(tf.pow(tf.abs(x), ord), axes, keepDims), 1 / ord)
  },
})

/** Two rows of places become a grid of them. */
type gridShape<A, B, indexing> =
  A extends readonly [infer a] ?
    B extends readonly [infer b] ?
      indexing extends "ij" ?
        [a, b]
      : [b, a]
    : B extends readonly unknown[] ?
      number extends B["length"] ?
        [number, number]
      : wantsVector<B>
    : UnknownShape
  : A extends readonly unknown[] ?
    number extends A["length"] ?
      UnknownShape
    : wantsVector<A>
  : UnknownShape
const gridShape = (a: RuntimeShape, b: RuntimeShape, indexing: string) => {
  const wrong = [a, b].find(shape => shape.length !== 1)
  if (wrong) return refuse(wantsVector(wrong), "[length]", show(wrong))
  const [width = null, height = null] = [a[0], b[0]]
  return indexing === "ij" ? [width, height] : [height, width]
}

type wantsVector<In> = `meshgrid needs vectors [length], got ${show<In>}`
const wantsVector = (input: RuntimeShape) => `meshgrid needs vectors [length], got ${show(input)}`

type Indexing = { readonly indexing?: "xy" | "ij" }
type vectorOf<A> =
  A extends readonly unknown[] ?
    number extends A["length"] ? A
    : A extends readonly [unknown] ? A
    : wantsVector<A>
  : A

/**
 * The places of a grid: of each its `x`, and of each its `y`.
 *
 * @shape `[W]` and `[H]` to two of `[H, W]`; with `indexing: "ij"` to two of `[W, H]`
 * @throws ShapeError when one is not a vector
 * @example
 * meshgrid(range(0, 3), range(0, 2)) // => [Tensor<[2, 3]>, Tensor<[2, 3]>]
 */
export const meshgrid = op<
  <X extends AnyTensor, Y extends AnyTensor, const indexing extends "xy" | "ij" = "xy">(
    x: Argument<X, vectorOf<X[typeof dims]>>,
    y: SecondTensor<X, Y, vectorOf<Y[typeof dims]>, "meshgrid">,
    options?: { readonly indexing?: indexing },
  ) => [
    Result<X, gridShape<X[typeof dims], Y[typeof dims], indexing>, X["dtype"]>,
    Result<X, gridShape<X[typeof dims], Y[typeof dims], indexing>, Y["dtype"]>,
  ],
  { readonly options?: Indexing }
>({
  name: "meshgrid",
  inputs: 2,
  options: {
    options: check.option<Indexing | undefined>(isIndexing, [undefined, { indexing: "ij" }, { indexing: "xy" }]),
  },
  shape: ({ options: { indexing = "xy" } = {} }, x, y) => {
    const shape = gridShape(x, y, indexing)
    return "refused" in shape ? shape : [shape, shape]
  },
  dtype: dtypes => dtypes,
  compute: ({ options: { indexing = "xy" } = {} }, x, y) => {
    const [width, height] = [x.size, y.size]
    const wide = indexing === "xy" ? tf.reshape(x, [1, width]) : tf.reshape(x, [width, 1])
    const high = indexing === "xy" ? tf.reshape(y, [height, 1]) : tf.reshape(y, [1, height])
    const shape: [number, number] = indexing === "xy" ? [height, width] : [width, height]
    return [tf.broadcastTo(wide, shape), tf.broadcastTo(high, shape)]
  },
})
function isIndexing(value: unknown, option: string): string | undefined {
  const given = typeof value === "object" && value !== null && "indexing" in value ? value.indexing : undefined
  return given === "xy" || given === "ij" ?
      undefined
    : `${option} must be { indexing: "xy" } or { indexing: "ij" }, got ${check.print(value)}`
}
