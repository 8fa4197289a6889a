/** What `einsumDense` refuses of the options that must fit its equation. */
import { type Equation, type listOf, readEquation, type Sizes, sizedLetters } from "../ops/equation.js"
import { showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

/** The sizes themselves, or the sentence that refuses them. */
export type outputSizes<sizes extends Sizes, text extends string> =
  refusedIn<sizes, text> extends infer message extends string ? message : sizes
type refusedIn<sizes, text extends string> =
  string extends text ? 0
  : readEquation<text> extends infer read extends Equation ?
    listOf<sizes> extends infer list extends readonly unknown[] ?
      number extends list["length"] ? 0
      : notPositive<list> extends infer wrong extends number ? `outputShape must be a positive integer, got ${wrong}`
      : list["length"] extends sizedLetters<read>["length"] ?
        openIn<list, sizedLetters<read>, read["input"]["letters"]> extends infer letter extends string ?
          wantsSize<letter, text>
        : 0
      : wantsCount<sizedLetters<read>, list, text>
    : 0
  : 0
type notPositive<list> =
  list extends readonly [infer first, ...infer rest] ?
    first extends number ?
      number extends first ? notPositive<rest>
      : `${first}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" ? first
      : notPositive<rest>
    : notPositive<rest>
  : "none"
type openIn<list, letters, given extends readonly string[]> =
  list extends readonly [infer size, ...infer rest] ?
    letters extends readonly [infer letter, ...infer others] ?
      [size, letter extends given[number] ? true : false] extends [null, false] ?
        letter
      : openIn<rest, others, given>
    : 0
  : 0

/** The letters themselves, or the sentence that refuses them. */
export type biasLetters<bias extends string, text extends string> =
  string extends bias | text ? bias
  : readEquation<text> extends infer read extends Equation ?
    strangeIn<bias, read["output"]["letters"]> extends infer letter extends string ?
      wantsLetter<letter, text>
    : bias
  : bias
type strangeIn<bias extends string, letters extends readonly string[]> =
  bias extends `${infer first}${infer rest}` ?
    first extends letters[number] ?
      strangeIn<rest, letters>
    : first
  : 0

export const refusedSizes = (options: {
  readonly equation: string
  readonly outputShape: Sizes
  readonly biasAxes?: string
}): string | undefined => {
  const read = readEquation(options.equation)
  const sizes = [options.outputShape].flat()
  const letters = sizedLetters(read)
  if (sizes.length !== letters.length) return wantsCount(letters, sizes, options.equation)
  const open = letters.find((letter, at) => sizes[at] === null && !read.input.letters.includes(letter))
  if (open !== undefined) return wantsSize(open, options.equation)
  const strange = [...(options.biasAxes ?? "")].find(letter => !read.output.letters.includes(letter))
  return strange === undefined ? undefined : wantsLetter(strange, options.equation)
}

type wantsCount<
  letters extends readonly string[],
  list extends readonly unknown[],
  text extends string,
> = `outputShape must give ${letters["length"]} ${letters["length"] extends 1 ? "size" : "sizes"} ${show<letters>} for ${text}, got ${list["length"]}`
const wantsCount = (letters: RuntimeShape, list: readonly unknown[], text: string) =>
  `outputShape must give ${letters.length} ${letters.length === 1 ? "size" : "sizes"} ${show(letters)} for ${text}, got ${list.length}`

type wantsSize<
  letter extends string,
  text extends string,
> = `outputShape must give a size for ${letter} of ${text}, which the input does not have, got null`
const wantsSize = (letter: string, text: string) =>
  `outputShape must give a size for ${letter} of ${text}, which the input does not have, got null`

type wantsLetter<
  letter extends string,
  text extends string,
> = `biasAxes must be letters of the output of ${text}, got ${showDim<letter>}`
const wantsLetter = (letter: string, text: string) =>
  `biasAxes must be letters of the output of ${text}, got ${showDim(letter)}`
