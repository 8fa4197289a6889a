/** What `einsumDense` refuses of its equation. */
import { type Equation, readEquation } from "../ops/equation.js"
import { type Check, print } from "./options.js"

/** The equation itself, or the sentence that refuses it. */
export type equation<text extends string> =
  string extends text ? text
  : readEquation<text> extends infer read extends Equation ?
    isFormed<read> extends false ? wantsForm<text>
    : keepsBatch<read> extends false ? wantsBatch<text>
    : strange<read["kernel"]["letters"], [...read["input"]["letters"], ...read["output"]["letters"]]> extends (
      infer letter extends string
    ) ?
      wantsSource<letter, text, "kernel", "input or the output">
    : strange<read["output"]["letters"], [...read["input"]["letters"], ...read["kernel"]["letters"]]> extends (
      infer letter extends string
    ) ?
      wantsSource<letter, text, "output", "input or the kernel">
    : text
  : never
export const equation: Check = (value, option) => {
  if (typeof value !== "string") return `${option} must be text, got ${print(value)}`
  const read = readEquation(value)
  if (value.split("->").length !== 2 || value.split(",").length !== 2 || !isFormed(read)) return wantsForm(value)
  if (!keepsBatch(read)) return wantsBatch(value)
  const { input, kernel, output } = read
  const free = strange(kernel.letters, [...input.letters, ...output.letters])
  if (free !== undefined) return wantsSource(free, value, "kernel", "input or the output")
  const made = strange(output.letters, [...input.letters, ...kernel.letters])
  return made === undefined ? undefined : wantsSource(made, value, "output", "input or the kernel")
}

/** Letters, each once in its term; an ellipsis only in input and output, on one side. */
type isFormed<read extends Equation> =
  read["kernel"]["dots"] extends "none" ?
    read["output"]["dots"] extends read["input"]["dots"] ?
      [areLetters<read["input"]["letters"]>, areLetters<read["kernel"]["letters"]>] extends [true, true] ?
        areLetters<read["output"]["letters"]>
      : false
    : false
  : false
const isFormed = ({ input, kernel, output }: Equation) =>
  kernel.dots === "none" && input.dots === output.dots && [input, kernel, output].every(areLetters)

type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m")
  | ("n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z")
type areLetters<letters extends readonly string[]> =
  letters extends readonly [] ? false
  : letters extends readonly [infer first extends string, ...infer rest extends readonly string[]] ?
    Lowercase<first> extends Letter ?
      first extends rest[number] ? false
      : rest extends readonly [] ? true
      : areLetters<rest>
    : false
  : false
const areLetters = ({ letters }: Equation["input"]) =>
  letters.length > 0 && letters.every(letter => /^[A-Za-z]$/.test(letter)) && new Set(letters).size === letters.length

/** Without an ellipsis before it, the first letter of input and output is the batch, of which the kernel knows nothing. */
type keepsBatch<read extends Equation> =
  read["input"]["dots"] extends "before" ? true
  : [read["input"]["letters"][0], read["output"]["letters"][0]] extends [infer batch, infer other] ?
    batch extends other ?
      batch extends read["kernel"]["letters"][number] ?
        false
      : true
    : false
  : false
const keepsBatch = ({ input, kernel, output }: Equation) =>
  input.dots === "before" ||
  (input.letters[0] === output.letters[0] && !kernel.letters.includes(input.letters[0] ?? ""))

/** The first letter that is not among others. */
type strange<letters, others extends readonly string[]> =
  letters extends readonly [infer first extends string, ...infer rest] ?
    first extends others[number] ?
      strange<rest, others>
    : first
  : 0
const strange = (letters: readonly string[], others: readonly string[]) =>
  letters.find(letter => !others.includes(letter))

type wantsForm<text extends string> =
  `equation must have the form input,kernel->output, such as abc,cd->abd, each letter once in its term, got ${text}`
const wantsForm = (text: string) =>
  `equation must have the form input,kernel->output, such as abc,cd->abd, each letter once in its term, got ${text}`

type wantsBatch<text extends string> =
  `equation must begin input and output with the batch, and leave it out of the kernel, got ${text}`
const wantsBatch = (text: string) =>
  `equation must begin input and output with the batch, and leave it out of the kernel, got ${text}`

type wantsSource<
  letter extends string,
  text extends string,
  term extends string,
  sources extends string,
> = `equation must name the letter ${letter} of the ${term} in the ${sources} too, got ${text}`
const wantsSource = (letter: string, text: string, term: string, sources: string) =>
  `equation must name the letter ${letter} of the ${term} in the ${sources} too, got ${text}`
