/** `rearrange`, `reduce` and `repeat`, as ops. */
import type { Dim } from "../../types/dim.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { numberOf } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, DType, Tensors, UnknownShape } from "../core/tensor.js"
import { type Given, numbers, type PatternOf, sizes, type TensorOf } from "./axesGiven.js"
import type { AxesOp } from "./axesPattern.js"
import type { Wrong } from "./axesSizes.js"
import { axesValues, type Reduction, reductions } from "./axesValues.js"
import { axesShape, type Sizes } from "./rearrange.js"
import { type RuntimeShape, show } from "./shape.js"

type Result<X extends AnyTensor, out, dtype extends DType> = Tensors<
  out extends string | Wrong ? UnknownShape : out
>[X["kind"]][dtype]

type Move<name extends "rearrange" | "repeat"> = <
  X extends AnyTensor,
  const pattern extends string,
  const sizes extends Readonly<Record<string, Dim>> = {},
  answered = axesShape<name, pattern, X[typeof dims], sizes>,
>(
  x: TensorOf<X, answered>,
  pattern: PatternOf<pattern, answered>,
  sizes?: Given<name, X, sizes, answered>,
) => Result<X, answered, X["dtype"]>

type Reduce = <
  X extends AnyTensor,
  const pattern extends string,
  const reduction extends Reduction,
  const sizes extends Readonly<Record<string, Dim>> = {},
  answered = axesShape<"reduce", pattern, X[typeof dims], sizes>,
>(
  x: TensorOf<X, answered>,
  pattern: PatternOf<pattern, answered>,
  reduction: reduction,
  sizes?: Given<"reduce", X, sizes, answered>,
) => Result<X, answered, "mean" extends reduction ? "float32" : numberOf<X["dtype"]>>

/** Twin of `axesShape`, as a refusal where it does not fit. */
const answer = (name: AxesOp, pattern: string, x: RuntimeShape, sizes: Sizes = {}) => {
  const out = axesShape(name, pattern, x, sizes)
  if (typeof out === "string") return refuse(out, "a pattern that fits the tensor", pattern)
  return "message" in out ? refuse(out.message, pattern, show(x)) : out
}

interface MoveOptions {
  readonly pattern: string
  readonly sizes?: Sizes
}

/**
 * Axes in another order, taken apart and put together, in the language of einops: `(h d)` is one axis made of `h` and
 * `d`, `d` varying fastest; `1` and `()` are axes of 1; `...` stands for any axes.
 *
 * @param pattern names of the axes before the `->`, and the same names behind it
 * @param sizes of names; in brackets before the `->` all names but one need theirs
 * @throws ShapeError when the pattern cannot be, the tensor does not fit it, or an axis does not divide
 * @see https://einops.rocks
 * @example
 * const x = input({ shape: ["T", 512] })
 * rearrange(x, "b t (h d) -> b h t d", { h: 8 }) // => SymbolicTensor<["B", 8, "T", 64]>
 * rearrange(x, "b t d -> b (t d)") // => SymbolicTensor<["B", "512*T"]>
 */
export const rearrange = op<Move<"rearrange">, MoveOptions>({
  name: "rearrange",
  inputs: 1,
  options: {
    pattern: check.option(check.string, [
      "a b -> b a",
      "a (b c) -> c a b",
      "a b c -> a (c b)",
      "a ... -> (...) a",
      "... a -> a ...",
      "a 1 -> a",
      "a -> a b",
    ]),
    sizes: check.option(sizes, [undefined, undefined, { b: 2 }, { c: 3 }, { b: "T" }]),
  },
  symbols: ["sizes"],
  shape: ({ pattern, sizes }, x) => answer("rearrange", pattern, x, sizes),
  compute: ({ pattern, sizes }, x) => axesValues("rearrange", pattern, x, numbers("rearrange", sizes)),
})

/**
 * Names that stand only before the `->` taken away: their values become one, their sum, mean, greatest, least or product.
 *
 * @param pattern as for `rearrange`; the names behind the `->` are some of those before it
 * @param reduction `"sum"`, `"mean"`, `"max"`, `"min"` or `"prod"`
 * @throws ShapeError when the pattern cannot be, the tensor does not fit it, or an axis does not divide
 * @example
 * const x = input({ shape: [28, 28, 3] })
 * reduce(x, "b h w c -> b c", "mean") // => SymbolicTensor<["B", 3]>
 * reduce(x, "b (h p) (w q) c -> b h w c", "max", { p: 2, q: 2 }) // => SymbolicTensor<["B", 14, 14, 3]>
 */
export const reduce = op<Reduce, MoveOptions & { readonly reduction: Reduction }>({
  name: "reduce",
  inputs: 1,
  options: {
    pattern: check.option(check.string, [
      "a b -> a",
      "a (b c) -> c a",
      "a b c -> (c b)",
      "a ... -> a",
      "... a -> ...",
      "a b -> ",
      "a -> a b",
    ]),
    reduction: check.option(check.oneOf(reductions), reductions),
    sizes: check.option(sizes, [undefined, undefined, { b: 2 }, { c: 3 }, { b: "T" }]),
  },
  symbols: ["sizes"],
  shape: ({ pattern, sizes }, x) => answer("reduce", pattern, x, sizes),
  takes: "numbers",
  dtype: ([dtype = "float32"], { reduction }) => [reduction === "mean" ? "float32" : dtype],
  compute: ({ pattern, sizes, reduction }, x) => axesValues("reduce", pattern, x, numbers("reduce", sizes), reduction),
})

/**
 * Names that stand only behind the `->` added: the values are repeated along them.
 *
 * @param pattern as for `rearrange`; the names before the `->` are some of those behind it
 * @param sizes of every new name
 * @throws ShapeError when the pattern cannot be, the tensor does not fit it, or a size is missing
 * @example
 * const x = input({ shape: [7, 12] })
 * repeat(x, "b t d -> b t k d", { k: 4 }) // => SymbolicTensor<["B", 7, 4, 12]>
 * repeat(x, "b t d -> b (t k) d", { k: 2 }) // => SymbolicTensor<["B", 14, 12]>
 */
export const repeat = op<Move<"repeat">, MoveOptions>({
  name: "repeat",
  inputs: 1,
  options: {
    pattern: check.option(check.string, [
      "a b -> a c b",
      "a -> b a",
      "a (b c) -> c a b d",
      "a ... -> (b a) ...",
      "... a -> ... a c",
      "a b -> a",
    ]),
    sizes: check.option(sizes, [{ c: 2 }, { b: 2 }, { b: 3 }, { b: 2, d: 4 }, { c: 3 }, { b: "T" }, undefined]),
  },
  symbols: ["sizes"],
  shape: ({ pattern, sizes }, x) => answer("repeat", pattern, x, sizes),
  compute: ({ pattern, sizes }, x) => axesValues("repeat", pattern, x, numbers("repeat", sizes)),
})
