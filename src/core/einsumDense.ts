/** The shape and the weights of `einsumDense`. */
import { product, type RuntimeDim, sameDim, showDim, sum } from "../ops/dim.js"
import { einsumShape } from "../ops/einsum.js"
import {
  at,
  type Equation,
  type listOf,
  namedAxes,
  readEquation,
  type Sizes,
  sizedLetters,
  sizesOf,
} from "../ops/equation.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { refuse } from "./error.js"
import type { UnknownShape } from "./tensor.js"

export interface EinsumSizes {
  readonly equation: string
  readonly outputShape: Sizes
  readonly biasAxes?: string
}

export type einsumDenseShape<In, text, sizes> =
  In extends readonly unknown[] ?
    string extends text ? UnknownShape
    : number extends In["length"] | listOf<sizes>["length"] ? UnknownShape
    : readEquation<text> extends infer read extends Equation ?
      namedAxes<In, read> extends infer named ?
        named extends readonly unknown[] ?
          unequal<sizedLetters<read>, read, named, sizes> extends infer letter extends string ?
            wantsSame<In, text & string, letter, read, named, sizes>
          : shapeOf<text & string, In, sizesOf<read["kernel"]["letters"], read, named, sizes>>
        : wantsRank<In, text & string, read>
      : never
    : never
  : UnknownShape
type shapeOf<text extends string, In, kernel> = einsumShape<text, [In, kernel]>
/** The first letter whose size the option and the input say otherwise. */
type unequal<letters, read extends Equation, named, sizes> =
  letters extends readonly [infer letter, ...infer rest] ?
    at<letter, sizedLetters<read>, listOf<sizes>> extends infer said extends number ?
      at<letter, read["input"]["letters"], named> extends infer given ?
        given extends "none" ? unequal<rest, read, named, sizes>
        : sameDim<given, said> extends "yes" ? unequal<rest, read, named, sizes>
        : letter
      : never
    : unequal<rest, read, named, sizes>
  : 0
export const einsumDenseShapes = (input: RuntimeShape, { equation, outputShape }: EinsumSizes) => {
  const read = readEquation(equation)
  const sizes = [outputShape].flat()
  const named = namedAxes(input, read)
  if (!named) return refuse(wantsRank(input, equation, read), `the axes of ${equation}`, show(input))
  const letter = sizedLetters(read).find(one => {
    const [given, said] = [at(one, read.input.letters, named), at(one, sizedLetters(read), sizes)]
    return given !== undefined && typeof said === "number" && !sameDim(given, said)
  })
  if (letter !== undefined) return refuse(wantsSame(input, equation, letter, read, named, sizes), equation, show(input))
  const out = einsumShape(equation, [input, sizesOf(read.kernel.letters, read, named, sizes)])
  if (typeof out === "string" || "message" in out) throw new Error(`${equation} does not fit`)
  return out
}

type wantsRank<
  In,
  text extends string,
  read extends Equation,
> = `einsumDense(${text}) needs an input of rank ${rankOf<read>}, got ${show<In>}`
type rankOf<read extends Equation> =
  read["input"]["dots"] extends "none" ? `${read["input"]["letters"]["length"]}`
  : read["input"]["dots"] extends "behind" ? `${read["input"]["letters"]["length"]} or more`
  : `${[...read["input"]["letters"], 0]["length"] & number} or more, the batch first`
const wantsRank = (input: RuntimeShape, text: string, { input: { letters, dots } }: Equation) =>
  `einsumDense(${text}) needs an input of rank ${
    dots === "none" ? letters.length
    : dots === "behind" ? `${letters.length} or more`
    : `${letters.length + 1} or more, the batch first`
  }, got ${show(input)}`

type wantsSame<
  In,
  text extends string,
  letter,
  read extends Equation,
  named,
  sizes,
> = `einsumDense(${text}): outputShape says ${showDim<at<letter, sizedLetters<read>, listOf<sizes>>>} for ${letter & string}, but it is ${showDim<at<letter, read["input"]["letters"], named>>} in ${show<In>}; write null where the input says it`
const wantsSame = (
  input: RuntimeShape,
  text: string,
  letter: string,
  read: Equation,
  named: RuntimeShape,
  sizes: RuntimeShape,
) =>
  `einsumDense(${text}): outputShape says ${showDim(at(letter, sizedLetters(read), sizes) ?? null)} for ${letter}, but it is ${showDim(at(letter, read.input.letters, named) ?? null)} in ${show(input)}; write null where the input says it`

export type einsumDenseCount<In, text, sizes, bias> =
  In extends readonly unknown[] ?
    string extends text ? number
    : number extends In["length"] | listOf<sizes>["length"] ? number
    : readEquation<text> extends infer read extends Equation ?
      namedAxes<In, read> extends infer named ?
        sum<
          productOf<sizesOf<read["kernel"]["letters"], read, named, sizes>>,
          [bias] extends [never] ? 0
          : string extends bias ? number
          : productOf<sizesOf<lettersOf<bias>, read, named, sizes>>
        >
      : never
    : never
  : number
type lettersOf<text, done extends readonly string[] = []> =
  text extends `${infer letter}${infer rest}` ? lettersOf<rest, letter extends done[number] ? done : [...done, letter]>
  : done
type productOf<dims, done = 1> =
  dims extends readonly [infer dim, ...infer rest] ? productOf<rest, product<done, dim>> : done
export const einsumDenseCounts = (
  input: RuntimeShape,
  { equation, outputShape, biasAxes }: EinsumSizes,
): RuntimeDim => {
  const read = readEquation(equation)
  const named = namedAxes(input, read) ?? []
  const count = (letters: readonly string[]) => sizesOf(letters, read, named, [outputShape].flat()).reduce(product, 1)
  const kernel = count(read.kernel.letters)
  return biasAxes === undefined ? kernel : sum(kernel, count([...new Set(biasAxes)]))
}
