/** The equation of `einsumDense`, read: the letters of its input, of its kernel and of its output, and how long each is. */
import type { RuntimeDim } from "./dim.js"
import type { RuntimeShape } from "./shape.js"

/** The letters of a term, and on which side its ellipsis stands. */
interface Term {
  readonly letters: readonly string[]
  readonly dots: "before" | "behind" | "none"
}

/** The terms of an equation that was checked. */
export interface Equation {
  readonly input: Term
  readonly kernel: Term
  readonly output: Term
}

type Parts = readonly [input: string, kernel: string, output: string]
type partsOf<text> =
  text extends `${infer input},${infer kernel}->${infer output}` ? [input, kernel, output] : ["", "", ""]

type termOf<text extends string> =
  text extends `...${infer rest}` ? { letters: lettersOf<rest>; dots: "before" }
  : text extends `${infer rest}...` ? { letters: lettersOf<rest>; dots: "behind" }
  : { letters: lettersOf<text>; dots: "none" }
const termOf = (text: string): Term =>
  text.startsWith("...") ? { letters: [...text.slice(3)], dots: "before" }
  : text.endsWith("...") ? { letters: [...text.slice(0, -3)], dots: "behind" }
  : { letters: [...text], dots: "none" }
type lettersOf<text extends string, done extends readonly string[] = []> =
  text extends `${infer letter}${infer rest}` ? lettersOf<rest, [...done, letter]> : done

export type readEquation<text> =
  partsOf<text> extends infer parts extends Parts ?
    { input: termOf<parts[0]>; kernel: termOf<parts[1]>; output: termOf<parts[2]> }
  : never
export const readEquation = (text: string): Equation => {
  const [left = "", output = ""] = text.split("->")
  const [input = "", kernel = ""] = left.split(",")
  return { input: termOf(input), kernel: termOf(kernel), output: termOf(output) }
}

/** The size of each axis of the output without the batch; `null` where the input says it. */
export type Sizes = number | readonly (number | null)[]

/** `null` is a size that is left open. */
export type listOf<sizes> = sizes extends readonly unknown[] ? sizes : readonly [sizes]

/** The letters of the output that `outputShape` gives sizes for: without the batch, which is the first or in the ellipsis. */
export type sizedLetters<read extends Equation> =
  read["output"]["dots"] extends "before" ? read["output"]["letters"]
  : read["output"]["letters"] extends readonly [string, ...infer rest extends readonly string[]] ? rest
  : []
export const sizedLetters = ({ output }: Equation): readonly string[] =>
  output.dots === "before" ? output.letters : output.letters.slice(1)

/** The axes of the input that letters name, or "none" when it has another rank. */
export type namedAxes<In extends readonly unknown[], read extends Equation> =
  read["input"]["dots"] extends "none" ?
    In["length"] extends read["input"]["letters"]["length"] ?
      In
    : "none"
  : read["input"]["dots"] extends "behind" ? firstOf<In, read["input"]["letters"]>
  : In["length"] extends read["input"]["letters"]["length"] ? "none"
  : lastsOf<In, read["input"]["letters"]>
type firstOf<In extends readonly unknown[], letters extends readonly unknown[], done extends readonly unknown[] = []> =
  done["length"] extends letters["length"] ? done
  : In extends readonly [infer dim, ...infer rest] ? firstOf<rest, letters, [...done, dim]>
  : "none"
type lastsOf<In extends readonly unknown[], letters extends readonly unknown[]> =
  In["length"] extends letters["length"] ? In
  : In extends readonly [unknown, ...infer rest] ? lastsOf<rest, letters>
  : "none"
export const namedAxes = (input: RuntimeShape, { input: { letters, dots } }: Equation): RuntimeShape | undefined =>
  dots === "none" ?
    input.length === letters.length ?
      input
    : undefined
  : dots === "behind" ?
    input.length >= letters.length ?
      input.slice(0, letters.length)
    : undefined
  : input.length > letters.length ? input.slice(-letters.length)
  : undefined

/** What stands in one row at the place where a letter stands in another; "none" where it does not. */
export type at<letter, letters, row> =
  letters extends readonly [infer first, ...infer rest] ?
    row extends readonly [infer dim, ...infer others] ?
      letter extends first ?
        dim
      : at<letter, rest, others>
    : number
  : "none"
export const at = (letter: string, letters: readonly string[], row: RuntimeShape): RuntimeDim | undefined =>
  letters.includes(letter) ? (row[letters.indexOf(letter)] ?? null) : undefined

/** The size of a letter: what the option says, or else the input. */
type sizeOf<letter, read extends Equation, named, sizes> =
  at<letter, sizedLetters<read>, listOf<sizes>> extends infer size ?
    size extends number ?
      size
    : at<letter, read["input"]["letters"], named>
  : never
const sizeOf = (letter: string, read: Equation, named: RuntimeShape, sizes: RuntimeShape): RuntimeDim =>
  at(letter, sizedLetters(read), sizes) ?? at(letter, read.input.letters, named) ?? null

export type sizesOf<letters, read extends Equation, named, sizes> = {
  -readonly [index in keyof letters]: sizeOf<letters[index], read, named, sizes>
}
export const sizesOf = (
  letters: readonly string[],
  read: Equation,
  named: RuntimeShape,
  sizes: RuntimeShape,
): RuntimeShape => letters.map(letter => sizeOf(letter, read, named, sizes))
