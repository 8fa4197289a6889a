/** Layers of text: what they take, and what their words must be. */
import type { apply, Rule } from "../../types/rule.js"
import type { EncodingRule } from "./encoding.js"
import type { takesText } from "./given.js"
import type { Accepted, Given, KindOf, LayerBase, titled } from "./layer.js"
import { type Check, print } from "./options.js"
import type { AnyText, dims, StringTensor, Tensors } from "./tensor.js"

/** A layer that takes text and gives integers or numbers, by an option. */
export interface TextLayer<in out shapes extends EncodingRule> extends LayerBase<shapes> {
  <X>(x: Accepted<X, textAnswer<shapes, X>>): Tensors<Given<textAnswer<shapes, X>>>[KindOf<X>][shapes["gives"]]
}

/** What a rule says of the shape of a tensor of text. */
type textAnswer<shapes extends Rule, X> =
  X extends AnyText ? apply<shapes, X[typeof dims]>
  : unknown extends X ? oneTensor
  : takesText<titled<shapes>, X>
type oneTensor = "one tensor of text"

/** Texts to read words from: a list of them, or a tensor, or a list of tensors. */
type Texts = readonly string[] | StringTensor<readonly unknown[]> | readonly StringTensor<readonly unknown[]>[]

/** A layer that reads the words that there are from texts. */
export interface Reading {
  /**
   * Reads texts, and forgets what it read before. Do it before the layer is called, where the size of its output hangs on
   * how many words there are.
   * @throws ShapeError when it is given no texts
   */
  adapt(texts: Texts): void
  /** The words, each at the place of its integer: first those that stand for padding and for what is not known. */
  getVocabulary(): readonly string[]
}

export const wantsWord = "vocabulary must not hold the empty word, which stands for padding"

/** A vocabulary: a list of words, each once. */
export const differentWords: Check = (value, option) => {
  if (!Array.isArray(value) || value.length === 0) return `${option} must be a list of words, got ${print(value)}`
  const strange = value.find(word => typeof word !== "string")
  if (strange !== undefined) return `${option} must be a list of words, got ${print(strange)} among them`
  if (value.indexOf("") !== value.lastIndexOf("")) return wantsWord
  const twice = value.find((word, at) => value.indexOf(word) !== at)
  return twice === undefined ? undefined : `${option} must have each word once, got ${print(twice)} twice`
}

/** An integer of 2 or more, or `number`; otherwise the sentence for the option. */
export type several<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" | "1" | "Infinity" | "NaN" ?
    `${option} must be an integer of 2 or more, got ${value}`
  : value
export const several: Check = (value, option) =>
  Number.isSafeInteger(value) && Number(value) > 1 ?
    undefined
  : `${option} must be an integer of 2 or more, got ${print(value)}`
