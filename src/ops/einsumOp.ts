/** Einstein summation, as an op. */
import type { At } from "../../types/error.js"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, Tensors, UnknownShape } from "../core/tensor.js"
import { contract } from "./contract.js"
import { einsumShape } from "./einsum.js"
import { type RuntimeShape, show } from "./shape.js"

type shapesOf<X extends readonly AnyTensor[]> = { readonly [index in keyof X]: X[index][typeof dims] }

/** The pattern itself, or the sentence that refuses it. */
type PatternOf<pattern, out> = out extends infer message extends string ? message : pattern

/** The tensors themselves, with a sentence in place of the one that does not fit. */
type OperandsOf<X extends readonly AnyTensor[], out> =
  ["graph" | "data"] extends [X[number]["kind"]] ? { readonly [index in keyof X]: mixed }
  : out extends At<infer position, infer message> ?
    { readonly [index in keyof X]: index extends `${position}` ? message : X[index] }
  : X
type mixed = "einsum got data and tensors of a graph together; give it one kind"

/** Int32 where no operand is float32. */
type numbersIn<X extends readonly AnyTensor[]> = "float32" extends X[number]["dtype"] ? "float32" : "int32"
type Given<out> = out extends string | At ? UnknownShape : out

type Einsum = <
  const pattern extends string,
  const X extends readonly AnyTensor[],
  answered = einsumShape<pattern, shapesOf<X>>,
>(
  pattern: PatternOf<pattern, answered>,
  ...x: OperandsOf<X, answered>
) => Tensors<Given<answered>>[X[number]["kind"]][numbersIn<X>]

/** Twin of `einsumShape`, as a refusal where it does not fit. */
const answer = (pattern: string, inputs: readonly RuntimeShape[]) => {
  const out = einsumShape(pattern, inputs)
  if (typeof out === "string") return refuse(out, "a pattern that fits the tensors", pattern)
  if ("message" in out) return refuse(out.message, pattern, show(inputs[out.at] ?? []), { code: "list", at: out.at })
  return out
}

/**
 * Sums of products by name, as NumPy's einsum: axes of one letter are one axis, and a letter that the output does not
 * name is summed over. Any number of tensors; upper and lower case differ.
 *
 * @param pattern the axes of each tensor, a letter each, and behind the `->` those of the output. Without `->` the output
 * has the letters that stand once, in alphabetical order. A letter twice in one tensor takes the diagonal; an ellipsis
 * `...` stands for any axes, broadcast
 * @throws ShapeError when the pattern cannot be, or a tensor does not fit it: the letter, the operand and both sizes
 * @see https://numpy.org/doc/stable/reference/generated/numpy.einsum.html
 * @example
 * const query = input({ shape: ["Tq", 64] })
 * const key = input({ shape: ["Tk", 64] })
 * einsum("bqd,bkd->bqk", query, key) // => SymbolicTensor<["B", "Tq", "Tk"]>
 */
export const einsum = op<Einsum, { readonly pattern: string }>({
  name: "einsum",
  inputs: "list",
  tensorsLast: true,
  options: {
    pattern: check.option(check.string, [
      "ab->ba",
      "ij,jk->ik",
      "bij,bkj->bik",
      "...a,ab->...b",
      "ii->i",
      "bii->b",
      "a,b",
      "ab,ab,ab->b",
      "...->...",
      "ab->c",
    ]),
  },
  shape: ({ pattern }, ...inputs) => answer(pattern, inputs),
  takes: "numbers",
  compute: ({ pattern }, ...inputs) => contract(pattern, inputs),
})
