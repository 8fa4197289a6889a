/** Ops that sum up along axes. */
import * as tf from "@tensorflow/tfjs"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { Argument, Bool, numberOf, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims } from "../core/tensor.js"
import { type Axes, oneAxis, reducedShape, someAxes } from "./axes.js"

interface ReduceOptions {
  readonly axis?: number | readonly number[]
  readonly keepDims?: boolean
}

const keepDims = check.option<boolean | undefined>(check.flag, [undefined, true, false])

/** The dtypes that a reduction gives: of sums, of means, of the values themselves, of positions. */
interface Given<dtype extends "float32" | "int32" | "bool"> {
  number: numberOf<dtype>
  real: "float32"
  same: dtype
}

/** Along one axis, several, or all. */
export type Reduction<name extends string, gives extends keyof Given<"bool">> = <
  X extends AnyTensor,
  const axis extends Axes = undefined,
  keep extends boolean | undefined = undefined,
>(
  x: X,
  axis?: Argument<axis, reducedShape<X[typeof dims], axis, keep, name>>,
  keepDims?: keep,
) => Result<X, reducedShape<X[typeof dims], axis, keep, name>, Given<X["dtype"]>[gives]>

const reduction = (
  name: string,
  compute: (x: tf.Tensor, axis?: number[], keepDims?: boolean) => tf.Tensor,
  more: Partial<OpSpec<ReduceOptions>>,
): OpSpec<ReduceOptions> => ({
  name,
  inputs: 1,
  options: { axis: someAxes, keepDims },
  shape: ({ axis, keepDims }, x) => reducedShape(x, axis, keepDims, name),
  compute: ({ axis, keepDims }, x) => compute(x, axis === undefined ? undefined : [axis].flat(), keepDims),
  ...more,
})

/**
 * The sum along axes.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * sum(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const sum = op<Reduction<"sum", "number">, ReduceOptions>(reduction("sum", tf.sum, { takes: "numbers" }))

/**
 * The product along axes.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * prod(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const prod = op<Reduction<"prod", "number">, ReduceOptions>(reduction("prod", tf.prod, { takes: "numbers" }))

/**
 * The mean along axes.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * mean(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const mean = op<Reduction<"mean", "real">, ReduceOptions>(reduction("mean", tf.mean, { takes: "float32" }))

/**
 * The largest value along axes.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * max(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const max = op<Reduction<"max", "same">, ReduceOptions>(reduction("max", tf.max, {}))

/**
 * The smallest value along axes.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * min(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const min = op<Reduction<"min", "same">, ReduceOptions>(reduction("min", tf.min, {}))

/**
 * `log(sum(exp(x)))` along axes, without overflow.
 *
 * @shape any to the axes that are left; with `keepDims` each of the others is 1
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * logSumExp(input({ shape: [7, 12] }), -1) // => SymbolicTensor<["B", 7]>
 */
export const logSumExp = op<Reduction<"logSumExp", "real">, ReduceOptions>(
  reduction("logSumExp", tf.logSumExp, { takes: "float32" }),
)

/** Of booleans, along one axis, several, or all. */
export type Judgement<name extends string> = <
  X extends AnyTensor,
  const axis extends Axes = undefined,
  keep extends boolean | undefined = undefined,
>(
  x: Bool<X, name>,
  axis?: Argument<axis, reducedShape<X[typeof dims], axis, keep, name>>,
  keepDims?: keep,
) => Result<X, reducedShape<X[typeof dims], axis, keep, name>, "bool">

/**
 * Whether one is true along axes.
 *
 * @shape any of booleans to the axes that are left; with `keepDims` each of the others is 1
 * @throws ShapeError when there is no such axis, one is named twice, or it does not hold booleans
 * @example
 * any(tensor([[true], [false]]), 0) // => BoolTensor<[1]>
 */
export const any = op<Judgement<"any">, ReduceOptions>(reduction("any", tf.any, { takes: "bool" }))

/**
 * Whether all are true along axes.
 *
 * @shape any of booleans to the axes that are left; with `keepDims` each of the others is 1
 * @throws ShapeError when there is no such axis, one is named twice, or it does not hold booleans
 * @example
 * all(tensor([[true], [false]]), 0) // => BoolTensor<[1]>
 */
export const all = op<Judgement<"all">, ReduceOptions>(reduction("all", tf.all, { takes: "bool" }))

/** Where along one axis. */
export type Position<name extends string> = <X extends AnyTensor, const axis extends number | undefined = undefined>(
  x: Argument<X, axis extends undefined ? reducedShape<X[typeof dims], 0, false, name> : X>,
  axis?: Argument<axis, reducedShape<X[typeof dims], axis extends undefined ? 0 : axis, false, name>>,
) => Result<X, reducedShape<X[typeof dims], axis extends undefined ? 0 : axis, false, name>, "int32">

const position = (
  name: string,
  compute: (x: tf.Tensor, axis?: number) => tf.Tensor,
): OpSpec<{ readonly axis?: number }> => ({
  name,
  inputs: 1,
  options: { axis: oneAxis },
  shape: ({ axis = 0 }, x) => reducedShape(x, axis, false, name),
  takes: "numbers",
  dtype: "int32",
  compute: ({ axis = 0 }, x) => compute(x, axis),
})

/**
 * Where the largest value is along an axis.
 *
 * @shape any to the axes that are left, of int32
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when there is no such axis
 * @example
 * argMax(input({ shape: [7, 12] }), -1) // => SymbolicIntTensor<["B", 7]>
 */
export const argMax = op<Position<"argMax">, { readonly axis?: number }>(position("argMax", tf.argMax))

/**
 * Where the smallest value is along an axis.
 *
 * @shape any to the axes that are left, of int32
 * @param axis negative ones count from the last. @default 0
 * @throws ShapeError when there is no such axis
 * @example
 * argMin(input({ shape: [7, 12] }), -1) // => SymbolicIntTensor<["B", 7]>
 */
export const argMin = op<Position<"argMin">, { readonly axis?: number }>(position("argMin", tf.argMin))
