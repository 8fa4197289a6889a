/** What a layer says of what is no tensor: each sentence as a type and as a function. */
import { isTensor as isData } from "../backend/layers/tensors.js"
import type { showDim } from "../../types/dim.js"
import { isGraph } from "./graph.js"
import type { AnyTensor } from "./tensor.js"

export type takesOne<title extends string, X> = `${title} takes one tensor, got ${formOf<X>}`
export const takesOne = (title: string, given: unknown) => `${title} takes one tensor, got ${formOf(given)}`

/** What a layer of text says. */
export type takesText<
  title extends string,
  X,
> = `${title} takes one tensor of text, got ${X extends AnyTensor ? numbers : formOf<X>}`
export const takesText = (title: string, given: unknown) =>
  `${title} takes one tensor of text, got ${isGraph(given) || isData(given) ? numbers : formOf(given)}`
type numbers = typeof numbers
const numbers = 'numbers; begin with input({ shape: [], dtype: "string" })'

/** Whether the memory of a tensor was given back. */
export const isDisposed = (value: unknown): boolean => isData(value) && value.isDisposed
export const wasDisposed = (what: string) =>
  `${what} was disposed of, and has no values left; use it before dispose(), or return it from tidy()`

/** What came in the place of a tensor. A layer that gives its states gives a list. */
type formOf<X> =
  X extends readonly unknown[] ?
    `a list of ${showDim<X["length"]>}; take one of it, the first with const [output] = ...`
  : X extends undefined | null ? "nothing"
  : X extends { readonly dtype: "string" } ? "text; bring it to numbers first"
  : X extends (...given: never) => unknown ? "a layer; call that one first"
  : "no tensor"
export const formOf = (given: unknown): string =>
  Array.isArray(given) ? `a list of ${given.length}; take one of it, the first with const [output] = ...`
  : given === undefined || given === null ? "nothing"
  : isGraph(given) || isData(given) ? "text; bring it to numbers first"
  : typeof given === "function" ? "a layer; call that one first"
  : "no tensor"
