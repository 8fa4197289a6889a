/** Sums of products of names, in normal form: terms sorted, the constant last, names sorted inside a term. */
import type { add, multiply } from "./arith.js"
import type { cancelledSum, inverted, Nested, printNested, withAtoms } from "./atom.js"
import type { divide } from "./division.js"

/** One product of names with its factor; the names of the constant are "". */
export type Term = readonly [names: string, factor: number]
export type Sum = readonly Term[]

export type parse<dim> =
  dim extends number ?
    dim extends 0 ?
      []
    : [["", dim]]
  : dim extends string ?
    dim extends Nested ?
      parsePlus<withAtoms<dim>, []>
    : parsePlus<dim, []>
  : never
export type parsePlus<text extends string, done extends Sum> =
  text extends `${infer left}+${infer right}` ? parsePlus<right, parseMinus<left, done>> : parseMinus<text, done>
type parseMinus<text extends string, done extends Sum> =
  text extends `-${infer rest}` ?
    rest extends `${infer left}-${infer right}` ?
      parseMinus<`-${right}`, insert<done, negative<parseTerm<left>>>>
    : insert<done, negative<parseTerm<rest>>>
  : text extends `${infer left}-${infer right}` ? parseMinus<`-${right}`, insert<done, parseTerm<left>>>
  : insert<done, parseTerm<text>>
type negative<term extends Term> = [term[0], multiply<term[1], -1>]
type parseTerm<text extends string, names extends string = "", factor extends number = 1> =
  text extends `${infer first}*${infer rest}` ?
    first extends `${infer n extends number}` ?
      parseTerm<rest, names, multiply<factor, n>>
    : parseTerm<rest, mergeNames<names, first>, factor>
  : text extends `${infer n extends number}` ? [names, multiply<factor, n>]
  : [mergeNames<names, text>, factor]

/** Merges two sorted lists of names. */
type mergeNames<a extends string, b extends string, done extends string = ""> =
  a extends "" ? joinNames<done, b>
  : b extends "" ? joinNames<done, a>
  : textOrder<firstName<a>, firstName<b>> extends ">" ? mergeNames<a, otherNames<b>, joinNames<done, firstName<b>>>
  : mergeNames<otherNames<a>, b, joinNames<done, firstName<a>>>
export type joinNames<a extends string, b extends string> =
  a extends "" ? b
  : b extends "" ? a
  : `${a}*${b}`
type firstName<names extends string> = names extends `${infer first}*${string}` ? first : names
type otherNames<names extends string> = names extends `${string}*${infer rest}` ? rest : ""

/** Order of two lists of names: "" is last, so that the constant ends a sum. */
type namesOrder<a extends string, b extends string> =
  a extends b ? "="
  : a extends "" ? ">"
  : b extends "" ? "<"
  : textOrder<a, b>
type Alphabet = "()*/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz¬±×÷"
type textOrder<a extends string, b extends string> =
  a extends `${infer x}${infer left}` ?
    b extends `${infer y}${infer right}` ?
      x extends y ? textOrder<left, right>
      : Alphabet extends `${string}${x}${string}${y}${string}` ? "<"
      : ">"
    : ">"
  : b extends "" ? "="
  : "<"

/** Adds one term to a sorted sum; terms that cancel disappear. */
type insert<terms extends Sum, term extends Term, done extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    namesOrder<term[0], head[0]> extends infer order ?
      order extends "=" ?
        add<term[1], head[1]> extends infer factor extends number ?
          factor extends 0 ?
            [...done, ...rest]
          : [...done, [term[0], factor], ...rest]
        : never
      : order extends "<" ? [...done, term, ...terms]
      : insert<rest, term, [...done, head]>
    : never
  : [...done, term]
export type sumOf<a extends Sum, b extends Sum> =
  b extends readonly [infer head extends Term, ...infer rest extends Sum] ? sumOf<insert<a, head>, rest> : a
export type scaled<a extends Sum, term extends Term, done extends Sum = []> =
  a extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    scaled<rest, term, insert<done, [mergeNames<head[0], term[0]>, multiply<head[1], term[1]>]>>
  : done
export type productOf<a extends Sum, b extends Sum, done extends Sum = []> =
  b extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    productOf<a, rest, sumOf<done, scaled<a, head>>>
  : done
/** Each factor divided by `n`, or `number` when one does not divide. */
export type dividedTerms<terms extends Sum, n extends number, done extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    `${head[1]}` extends `-${infer plus extends number}` ?
      divide<plus, n> extends [infer q extends number, 0] ?
        dividedTerms<rest, n, [...done, [head[0], multiply<q, -1>]]>
      : number
    : divide<head[1], n> extends [infer q extends number, 0] ? dividedTerms<rest, n, [...done, [head[0], q]]>
    : number
  : done

export type printSum<terms extends Sum, done extends string = "", left extends Sum = terms> =
  left extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    printSum<terms, joinTerms<done, printTerm<head>>, rest>
  : done extends "" ? 0
  : done extends `${infer n extends number}` ? n
  : done extends Nested ? printNested<done, terms>
  : done
/** The terms as they are kept, one behind the other. */
type joinSum<terms extends Sum, done extends string = ""> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    joinSum<rest, joinTerms<done, printTerm<head>>>
  : done
export type printTerm<term extends Term> =
  term[0] extends "" ? `${term[1]}`
  : term[1] extends 1 ? term[0]
  : term[1] extends -1 ? `-${term[0]}`
  : `${term[1]}*${term[0]}`
export type joinTerms<a extends string, b extends string> =
  a extends "" ? b
  : b extends `-${string}` ? `${a}${b}`
  : `${a}+${b}`

/** A product of names divides a term whose factor it divides: a name that is not above stays below, as in `D/H`. */
export type dividedBySymbol<a, n> =
  parse<n> extends [infer divisor extends Term] ?
    `${divisor[1]}` extends `-${string}` ? number
    : dividedTerms<parse<a>, divisor[1]> extends infer terms extends Sum ?
      wholeOrOne<cancelledSum<scaled<terms, [inverted<divisor[0]>, 1]>>>
    : number
  : number
/** A sum of several quotients may be whole where none of them is. */
type wholeOrOne<terms extends Sum> =
  terms extends readonly [unknown] ? printSum<terms>
  : joinSum<terms> extends `${string}/${string}` ? number
  : printSum<terms>

/** The names without one; `number` when it is not among them. */
export type removeName<names extends string, gone extends string> =
  `*${names}*` extends `${infer before}*${gone}*${infer after}` ? trimStars<`${before}*${after}`> : number
type trimStars<names extends string> =
  names extends `*${infer rest}` ? trimStars<rest>
  : names extends `${infer rest}*` ? trimStars<rest>
  : names
