/** What is given to `rearrange`, `reduce` and `repeat`: each argument itself, or the sentence that refuses it. */
import { raise, refuse } from "../core/error.js"
import * as check from "../core/options.js"
import type { AnyTensor } from "../core/tensor.js"
import type { AxesOp } from "./axesPattern.js"
import type { Wrong } from "./axesSizes.js"
import { showDim } from "./dim.js"
import type { Sizes } from "./rearrange.js"

export type TensorOf<X, out> = out extends Wrong<"tensor", infer message> ? message : X
export type PatternOf<pattern, out> = out extends infer message extends string ? message : pattern
export type Given<op extends AxesOp, X extends AnyTensor, sizes, out, all = out> =
  out extends readonly unknown[] ?
    wrongSize<op, X["kind"], "", sizes[keyof sizes]> extends "none" ?
      sizes
    : sizesOf<op, X, sizes, all>
  : sizesOf<op, X, sizes, all>
type sizesOf<op extends AxesOp, X extends AnyTensor, sizes, out> = {
  readonly [name in keyof sizes]: sizeOr<wrongSize<op, X["kind"], name & string, sizes[name]>, name, sizes[name], out>
}
type sizeOr<wrong, name, size, out> =
  wrong extends "none" ?
    [Extract<out, Wrong<name & string>>] extends [never] ?
      size
    : Extract<out, Wrong<name & string>>["message"]
  : wrong

/** The sentence about a size that can be none, whatever the tensor is; without any, "none". */
type wrongSize<op extends AxesOp, kind, name extends string, size> =
  size extends number ?
    number extends size ? "none"
    : `${size}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" | "NaN" | "Infinity" ?
      wantsSize<name, size>
    : "none"
  : size extends string ?
    kind extends "data" ?
      wantsNumber<op, name, size>
    : "none"
  : "none"

type wantsSize<name extends string, size extends number> = `${name} must be a positive integer or a symbol, got ${size}`
/** The check of the sizes. */
export const sizes: check.Check = (value, option) => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${option} must be an object of sizes by name, got ${check.print(value)}`
  const wrong = Object.entries(value).find(([, size]) => typeof size !== "string" && check.positive(size, option))
  return wrong && `${wrong[0]} must be a positive integer or a symbol, got ${check.print(wrong[1])}`
}

/** The sizes once the symbols stand for numbers. */
export const numbers = (op: AxesOp, sizes: Sizes = {}): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(sizes).map(([name, size]) =>
      typeof size === "number" ?
        [name, size]
      : raise(op, refuse(wantsNumber(op, name, showDim(size)), "a number", showDim(size), { code: "data" })),
    ),
  )
type wantsNumber<
  op extends AxesOp,
  name extends string,
  size extends string,
> = `${op}: ${name} is ${size}, which has no size on this data; give a number, such as one of x.shape`
const wantsNumber = (op: AxesOp, name: string, size: string) =>
  `${op}: ${name} is ${size}, which has no size on this data; give a number, such as one of x.shape`
