import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { Argument, Given } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { Tensors } from "../core/tensor.js"
import type { ceilQuotient, difference, RuntimeDim } from "./dim.js"

/** How many there are, for integers that go up; of others the compiler does not know it. */
type rangeLength<start extends number, stop extends number, step extends number> =
  number extends start | stop | step ? number
  : step extends 0 ? wantsStep
  : isWhole<start | stop | step> extends true ?
    `${difference<stop, start> & number}` extends `-${string}` | "0" ?
      0
    : ceilQuotient<difference<stop, start>, step>
  : number
type isWhole<value extends number> =
  `${value}` extends infer text ?
    text extends `-${string}` | `${string}.${string}` | `${string}e${string}` ?
      false
    : true
  : never
const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0 && !`${value}`.includes("e")
const rangeLength = (start: number, stop: number, step: number) => {
  if (step === 0) return refuse(wantsStep, "a step", "0")
  if (![start, stop, step].every(isWhole)) return [null] satisfies RuntimeDim[]
  return [stop <= start ? 0 : Math.ceil((stop - start) / step)]
}

const wantsStep = "range needs a step other than 0"
type wantsStep = typeof wantsStep

type shapeOf<length> = length extends string ? length : [length]
type orOne<step> = step extends number ? step : 1

interface RangeOptions {
  readonly start: number
  readonly stop: number
  readonly step?: number
  readonly dtype?: "float32" | "int32"
}

/**
 * Numbers from `start` up to, but not including, `stop`.
 *
 * @shape `[length]`, a literal when all are integers of 0 or more
 * @param step how far from one to the next. @default 1
 * @throws ShapeError when the step is 0
 * @example
 * range(0, 10, 3) // => Tensor<[4]>
 */
export const range = op<
  <
    const start extends number,
    const stop extends number,
    const step extends number | undefined = undefined,
    dtype extends "float32" | "int32" = "float32",
  >(
    start: start,
    stop: stop,
    step?: Argument<step, rangeLength<start, stop, orOne<step>>>,
    dtype?: dtype,
  ) => Tensors<Given<shapeOf<rangeLength<start, stop, orOne<step>>>>>["data"][dtype],
  RangeOptions
>({
  name: "range",
  inputs: 0,
  options: {
    start: check.option<number>(check.finite, [0, 0, 1, 2, 5, -1, 0.5]),
    stop: check.option<number>(check.finite, [0, 3, 7, 10, 4, 2.5, -3]),
    step: check.option<number | undefined>(check.finite, [undefined, 1, 2, 3, 0.5, 0]),
    dtype: check.option<"float32" | "int32" | undefined>(check.oneOf(["float32", "int32"]), [undefined, "int32"]),
  },
  shape: ({ start, stop, step = 1 }) => rangeLength(start, stop, step),
  dtype: (_, { dtype = "float32" }) => [dtype],
  compute: ({ start, stop, step = 1, dtype }) =>
    Math.sign(stop - start) * step > 0 ? tf.range(start, stop, step, dtype) : tf.zeros([0], dtype),
})
