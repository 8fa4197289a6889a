/** Ops along one axis that keep the shape. */
import * as tf from "@tensorflow/tfjs"
import { isRefusal } from "../core/error.js"
import { op } from "../core/op.js"
import type { OpSpec } from "../core/opSpec.js"
import type { Argument, numberOf, Result } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims } from "../core/tensor.js"
import { alongShape, type Axes, oneAxis, reducedShape, someAxes } from "./axes.js"
import type { RuntimeShape } from "./shape.js"

/** An axis, or the default where it was left out. */
type or<axis, otherwise> = axis extends undefined ? otherwise : axis

/** A distribution along one axis. */
export type Distribution<name extends string> = <
  X extends AnyTensor,
  const axis extends number | undefined = undefined,
>(
  x: Argument<X, axis extends undefined ? alongShape<X[typeof dims], -1, name> : X>,
  axis?: Argument<axis, alongShape<X[typeof dims], or<axis, -1>, name>>,
) => Result<X, alongShape<X[typeof dims], or<axis, -1>, name>>

interface AxisOption {
  readonly axis?: number
}

const distribution = (name: string, compute: (x: tf.Tensor, axis: number) => tf.Tensor): OpSpec<AxisOption> => ({
  name,
  inputs: 1,
  options: { axis: oneAxis },
  shape: ({ axis = -1 }, x) => alongShape(x, axis, name),
  takes: "float32",
  compute: ({ axis = -1 }, x) => {
    // tfjs has it for the last axis only.
    const last = x.rank - 1
    const at = axis < 0 ? axis + x.rank : axis
    if (at === last) return compute(x, last)
    const order = x.shape.map((_, each) =>
      each === at ? last
      : each === last ? at
      : each,
    )
    return tf.transpose(compute(tf.transpose(x, order), last), order)
  },
})

/**
 * `exp(x) / sum(exp(x))` along an axis: all above 0, and 1 in sum.
 *
 * @shape any to itself
 * @param axis negative ones count from the last. @default -1
 * @throws ShapeError when there is no such axis
 * @example
 * softmax(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const softmax = op<Distribution<"softmax">, AxisOption>(distribution("softmax", tf.softmax))

/**
 * The logarithm of the softmax along an axis.
 *
 * @shape any to itself
 * @param axis negative ones count from the last. @default -1
 * @throws ShapeError when there is no such axis
 * @example
 * logSoftmax(input({ shape: [7, 12] }), 1) // => SymbolicTensor<["B", 7, 12]>
 */
export const logSoftmax = op<Distribution<"logSoftmax">, AxisOption>(distribution("logSoftmax", tf.logSoftmax))

/** A running sum or product along one axis. */
export type Running<name extends string> = <X extends AnyTensor, const axis extends number | undefined = undefined>(
  x: Argument<X, axis extends undefined ? alongShape<X[typeof dims], 0, name> : X>,
  axis?: Argument<axis, alongShape<X[typeof dims], or<axis, 0>, name>>,
  exclusive?: boolean,
  reverse?: boolean,
) => Result<X, alongShape<X[typeof dims], or<axis, 0>, name>, numberOf<X["dtype"]>>

interface RunningOptions extends AxisOption {
  readonly exclusive?: boolean
  readonly reverse?: boolean
}

const flag = check.option<boolean | undefined>(check.flag, [undefined, true, false])
const running = (
  name: string,
  compute: (x: tf.Tensor, axis?: number, exclusive?: boolean, reverse?: boolean) => tf.Tensor,
): OpSpec<RunningOptions> => ({
  name,
  inputs: 1,
  options: { axis: oneAxis, exclusive: flag, reverse: flag },
  shape: ({ axis = 0 }, x) => alongShape(x, axis, name),
  takes: "numbers",
  compute: ({ axis = 0, exclusive, reverse }, x) => compute(x, axis < 0 ? axis + x.rank : axis, exclusive, reverse),
})

/**
 * The sum of all values so far, along an axis.
 *
 * @shape any to itself
 * @param axis negative ones count from the last. @default 0
 * @param exclusive whether the value itself is left out. @default false
 * @param reverse whether it begins at the end. @default false
 * @throws ShapeError when there is no such axis
 * @example
 * cumsum(tensor([1, 2, 3])) // => Tensor<[3]>
 */
export const cumsum = op<Running<"cumsum">, RunningOptions>(running("cumsum", tf.cumsum))

/**
 * The product of all values so far, along an axis.
 *
 * @shape any to itself
 * @param axis negative ones count from the last. @default 0
 * @param exclusive whether the value itself is left out. @default false
 * @param reverse whether it begins at the end. @default false
 * @throws ShapeError when there is no such axis
 * @example
 * cumprod(tensor([1, 2, 3])) // => Tensor<[3]>
 */
export const cumprod = op<Running<"cumprod">, RunningOptions>(running("cumprod", tf.cumprod))

interface ReverseOptions {
  readonly axis?: number | readonly number[]
}

/**
 * The values in the opposite order, along axes.
 *
 * @shape any to itself
 * @param axis one, or a list; negative ones count from the last, and the default is all
 * @throws ShapeError when there is no such axis, or one is named twice
 * @example
 * reverse(tensor([[1, 2, 3]]), 1) // => Tensor<[1, 3]>
 */
export const reverse = op<
  <X extends AnyTensor, const axis extends Axes = undefined>(
    x: X,
    axis?: Argument<axis, reversedShape<X[typeof dims], axis>>,
  ) => Result<X, reversedShape<X[typeof dims], axis>, X["dtype"]>,
  ReverseOptions
>({
  name: "reverse",
  inputs: 1,
  options: { axis: someAxes },
  shape: ({ axis }, x) => reversedShape(x, axis),
  compute: ({ axis }, x) => {
    // tfjs's wasm kernel knows numbers of four bytes only.
    const numbers = x.dtype === "bool" ? tf.cast(x, "int32") : x
    return tf.reverse(numbers, axis === undefined ? undefined : [axis].flat())
  },
})

type reversedShape<In, axis> =
  reducedShape<In, axis, true, "reverse"> extends infer message extends string ? message : In
const reversedShape = (input: RuntimeShape, axis: number | readonly number[] | undefined) => {
  const out = reducedShape(input, axis, true, "reverse")
  return isRefusal(out) ? out : input
}
