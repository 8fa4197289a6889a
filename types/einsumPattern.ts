/**
 * The pattern of an einsum, read. The axes of all operands are counted in one row, those behind an ellipsis left out, so
 * that what a pattern asks of shapes is a list of positions.
 */

/** One axis of an operand: its letter, and the operand, counted from 0 and from 1. */
export type EinsumAxis = readonly [letter: string, operand: number, count: number]

/** The letters before an ellipsis and those behind it; "none" without one. */
export type EinsumTerm = readonly [text: string, before: readonly string[], after: readonly string[] | "none"]

/** The positions of a letter, or the only one. */
type Places = number | readonly number[]

export interface EinsumPlan {
  readonly operands: readonly EinsumTerm[]
  /** Shapes with an axis for each letter; none where there is an ellipsis. */
  readonly fitting: readonly (readonly unknown[])[]
  readonly axes: readonly EinsumAxis[]
  /** Pairs of positions with one letter. */
  readonly equal: readonly (readonly [number, number])[]
  /** For each axis of the output, the positions of its letter. */
  readonly before: readonly Places[]
  readonly after: readonly Places[] | "none"
}

/** The plan of a pattern, or the sentence that refuses it. */
export type readEinsum<pattern extends string> =
  withoutSpaces<pattern> extends infer text ?
    text extends `${infer left}->${infer right}` ?
      readOperands<left> extends infer operands ?
        operands extends readonly EinsumTerm[] ?
          readTerm<right, `the output`> extends infer output ?
            output extends EinsumTerm ?
              planOf<operands, axesOf<operands>, output>
            : output
          : never
        : operands
      : never
    : readOperands<text> extends infer operands ?
      operands extends readonly EinsumTerm[] ?
        implicitPlan<operands, axesOf<operands>>
      : operands
    : never
  : never

type withoutSpaces<text extends string> =
  text extends `${infer left} ${infer right}` ? withoutSpaces<`${left}${right}`> : text

type readOperands<text, done extends readonly EinsumTerm[] = []> =
  text extends `${infer first},${infer rest}` ?
    readTerm<first, `operand ${[...done, 0]["length"]}`> extends infer term ?
      term extends EinsumTerm ?
        readOperands<rest, [...done, term]>
      : term
    : never
  : readTerm<text, `operand ${[...done, 0]["length"]}`> extends infer term ?
    term extends EinsumTerm ?
      [...done, term]
    : term
  : never

type Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
type readTerm<text, place extends string> =
  text extends `${infer before}...${infer after}` ?
    after extends `${string}...${string}` ? twoEllipses<place, text>
    : lettersOf<before, text, place> extends infer front ?
      front extends readonly string[] ?
        lettersOf<after, text, place> extends infer back ?
          back extends readonly string[] ?
            [text, front, back]
          : back
        : never
      : front
    : never
  : lettersOf<text, text, place> extends infer letters ?
    letters extends readonly string[] ?
      [text, letters, "none"]
    : letters
  : never
type lettersOf<text, whole, place extends string, done extends readonly string[] = []> =
  text extends `${infer letter}${infer rest}` ?
    Letters extends `${string}${letter}${string}` ?
      lettersOf<rest, whole, place, [...done, letter]>
    : notLetter<letter, place, whole>
  : done

type twoEllipses<place extends string, text> = `einsum: ${place} (${text & string}) has more than one ellipsis`
type notLetter<
  letter extends string,
  place extends string,
  text,
> = `einsum: ${place} (${text & string}) holds ${letter}, which is not a letter`

/** The axes of all operands in one row. */
type axesOf<
  operands extends readonly EinsumTerm[],
  done extends readonly EinsumAxis[] = [],
  operand extends readonly unknown[] = [],
> =
  operands extends readonly [infer term extends EinsumTerm, ...infer rest extends readonly EinsumTerm[]] ?
    axesOf<rest, [...done, ...axesIn<lettersIn<term>, operand>], [...operand, 0]>
  : done
type axesIn<letters, operand extends readonly unknown[]> = {
  [index in keyof letters]: [letters[index], operand["length"], [...operand, 0]["length"]]
}
/** The letters of an operand, without its ellipsis. */
export type lettersIn<term extends EinsumTerm> = term[2] extends readonly string[] ? [...term[1], ...term[2]] : term[1]

type planOf<operands extends readonly EinsumTerm[], axes extends readonly EinsumAxis[], output extends EinsumTerm> =
  [output[2], hasEllipsis<operands>] extends ["none", true] ? wantsEllipsis<output[0]>
  : [output[2], hasEllipsis<operands>] extends [readonly string[], false] ? lacksEllipsis<output[0]>
  : refusedOutput<lettersIn<output>, axes> extends infer refused extends string ? refused
  : {
      operands: operands
      fitting: fittingEach<operands>
      axes: axes
      equal: equalPairs<axes>
      before: placesOfEach<output[1], axes>
      after: output[2] extends "none" ? "none" : placesOfEach<output[2], axes>
    }
type hasEllipsis<operands extends readonly EinsumTerm[]> = operands[number][2] extends "none" ? false : true

type wantsEllipsis<output extends string> =
  `einsum: the operands have an ellipsis, but the output (${output}) has none; write it there, or name the axes to sum over`
type lacksEllipsis<output extends string> = `einsum: the output (${output}) has an ellipsis, but no operand has`

type refusedOutput<letters, axes extends readonly EinsumAxis[]> =
  letters extends readonly [infer letter extends string, ...infer rest extends readonly string[]] ?
    letter extends axes[number][0] ?
      letter extends rest[number] ?
        standsTwice<letter>
      : refusedOutput<rest, axes>
    : standsNowhere<letter>
  : []

type standsTwice<letter extends string> = `einsum: output letter ${letter} stands twice`
type standsNowhere<letter extends string> = `einsum: output letter ${letter} stands in no operand`

type fittingEach<operands extends readonly EinsumTerm[]> =
  hasEllipsis<operands> extends true ? never : { readonly [index in keyof operands]: unknownEach<operands[index][1]> }
type unknownEach<letters> = { readonly [index in keyof letters]: unknown }

/** The positions at which a letter stands. */
type placesOf<letter, axes, position extends readonly unknown[] = [], done extends readonly number[] = []> =
  axes extends readonly [infer axis extends EinsumAxis, ...infer rest] ?
    placesOf<letter, rest, [...position, 0], axis[0] extends letter ? [...done, position["length"]] : done>
  : done
type placesOfEach<letters, axes> = { [index in keyof letters]: onePlace<placesOf<letters[index], axes>> }
type onePlace<places> = places extends readonly [infer place extends number] ? place : places

/** Each position with each one before it that has the same letter. */
type equalPairs<
  axes,
  before extends readonly EinsumAxis[] = [],
  done extends readonly (readonly [number, number])[] = [],
> =
  axes extends readonly [infer axis extends EinsumAxis, ...infer rest] ?
    equalPairs<rest, [...before, axis], [...done, ...pairs<placesOf<axis[0], before>, before["length"]>]>
  : done
type pairs<places, position> = { [index in keyof places]: [places[index], position] }

/** Without an arrow: the letters that stand once, in the order of the alphabet, capitals first, behind the ellipsis. */
type implicitPlan<operands extends readonly EinsumTerm[], axes extends readonly EinsumAxis[]> = {
  operands: operands
  fitting: fittingEach<operands>
  axes: axes
  equal: equalPairs<axes>
  before: hasEllipsis<operands> extends true ? [] : single<axes>
  after: hasEllipsis<operands> extends true ? single<axes> : "none"
}
type single<axes, text extends string = Alphabet, done extends readonly number[] = []> =
  text extends `${infer letter}${infer rest}` ?
    placesOf<letter, axes> extends infer places ?
      places extends readonly [infer place extends number] ?
        single<axes, rest, [...done, place]>
      : single<axes, rest, done>
    : never
  : done
type Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
