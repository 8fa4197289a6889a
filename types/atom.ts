/**
 * Atoms: parts of a symbol that are worked with as if each were a name. `floor((T+1)/3)` and `ceil(T/2)` are rounded
 * quotients, and `D/H` is a quotient that is exact. While it is worked with, an atom must not look like a sum or a
 * product: inside its parentheses `* + - /` are kept as `× ± ¬ ÷`, and a name that divides is kept as `/H`.
 */
import type { joinNames, joinTerms, printTerm, removeName, Sum, sumOf, Term } from "./polynomial.js"

/** A symbol with atoms in it: only these are looked at more closely. */
export type Nested = `${string}${"(" | "/"}${string}`

/** Every `from` in a text becomes `to`. */
type swap<text extends string, from extends string, to extends string, done extends string = ""> =
  text extends `${infer before}${from}${infer after}` ? swap<after, from, to, `${done}${before}${to}`>
  : `${done}${text}`

/** A text as it stands inside an atom, and the way back. */
export type hidden<text extends string> = swap<swap<swap<swap<text, "*", "×">, "+", "±">, "-", "¬">, "/", "÷">
export type shown<text extends string> = swap<swap<swap<swap<text, "×", "*">, "±", "+">, "¬", "-">, "÷", "/">

/** Makes the divisors of a text factors: `D/H` is `D*` times `/H`. */
export type factored<text extends string> = swap<text, "/", "*/">

/** The text of a symbol with its atoms made to look like names. */
export type withAtoms<text extends string, done extends string = ""> =
  text extends `${infer before}(${infer rest}` ?
    closed<rest> extends [infer inside extends string, infer after extends string] ?
      withAtoms<after, `${done}${factored<before>}(${hidden<inside>})`>
    : never
  : `${done}${factored<text>}`

/** What stands before the parenthesis that closes, and what stands behind it. */
type closed<text extends string, inside extends string = ""> =
  text extends `${infer head})${infer tail}` ?
    isBalanced<`${inside}${head}`> extends true ?
      [`${inside}${head}`, tail]
    : closed<tail, `${inside}${head})`>
  : never
type isBalanced<text extends string> =
  text extends `${infer before}(${infer rest}` ?
    rest extends `${infer inside})${infer after}` ?
      isBalanced<`${before}${inside}${after}`>
    : false
  : true

/** The parts of a rounded quotient: `["floor", "T+1", 3]`. */
export type Rounded = readonly [way: "floor" | "ceil", above: string, n: number]
/** The parts of a name that is a rounded quotient; "none" for any other. */
export type atomOf<name extends string> =
  name extends `${string}*${string}` ? "none"
  : name extends `${infer way extends "floor" | "ceil"}(${infer inside})` ?
    lastDivision<inside> extends [infer above extends string, infer n extends number] ?
      [way, shown<bare<above>>, n]
    : never
  : "none"
type bare<text extends string> = text extends `(${infer inside})` ? inside : text
type lastDivision<text extends string, above extends string = ""> =
  text extends `${infer head}÷${infer tail}` ?
    tail extends `${infer n extends number}` ?
      [`${above}${head}`, n]
    : lastDivision<tail, `${above}${head}÷`>
  : never

/** Prints a sum with atoms: names that divide come last, and those above and below cancel. */
export type printNested<text extends string, terms extends Sum> =
  text extends `${string}/${string}` ? printFractions<cancelledSum<terms>> : shown<text>
type printFractions<terms extends Sum, done extends string = ""> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    printFractions<rest, joinTerms<done, printFraction<head[0], head[1]>>>
  : done extends "" ? 0
  : done extends `${infer n extends number}` ? n
  : shown<done>
type printFraction<names extends string, factor extends number, below extends string = ""> =
  names extends `/${infer first}*${infer rest}` ? printFraction<rest, factor, `${below}/${first}`>
  : names extends `/${infer only}` ? `${factor}${below}/${only}`
  : `${printTerm<[names, factor]>}${below}`

/** The terms without the names that stand above and below. */
export type cancelledSum<terms extends Sum, done extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    cancelledSum<rest, sumOf<done, [[cancelled<head[0]>, head[1]]]>>
  : done
/** Names that divide are sorted before all others. */
type cancelled<names extends string, below extends string = ""> =
  names extends `/${infer first}*${infer rest}` ?
    removeName<rest, first> extends infer fewer extends string ?
      cancelled<fewer, below>
    : cancelled<rest, joinNames<below, `/${first}`>>
  : joinNames<below, names>

/** The names of `1 / names`. */
export type inverted<names extends string, above extends string = "", below extends string = ""> =
  names extends `${infer first}*${infer rest}` ?
    first extends `/${infer name}` ?
      inverted<rest, joinNames<above, name>, below>
    : inverted<rest, above, joinNames<below, `/${first}`>>
  : names extends "" ? joinNames<below, above>
  : inverted<`${names}*`, above, below>
