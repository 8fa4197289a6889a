/**
 * The length of one axis: a literal, a symbol, or dynamic.
 * A symbol is a polynomial over names, kept in normal form: `"T"`, `"2*T+1"`, `"B*T"`, `"T-1"`. Terms are sorted, the
 * constant comes last, and names are sorted inside a term, so equal lengths are equal strings. Quotients stand in it like
 * names: `"floor(T/2)"`, `"ceil(T/2)"`, and `"D/H"`, which says that `H` divides `D` (atom.ts, floor.ts).
 */
import type { add, increment as incrementNumber, multiply, subtract } from "./arith.js"
import type { Nested } from "./atom.js"
import type { ceilDivide, divide } from "./division.js"
import type { ceilOf, floorDivision, floorOf } from "./floor.js"
import type { dividedBySymbol, dividedTerms, parse, printSum, productOf, scaled, Sum, sumOf } from "./polynomial.js"
import type { written } from "./written.js"

/** The length of one axis: a literal (`7`), a symbol (`"T"`), or `number` when it is known only as data arrives. */
export type Dim = number | string

/** As messages print it: `7`, `T`, and `?` for dynamic. */
export type showDim<dim> =
  dim extends number ?
    number extends dim ?
      "?"
    : `${dim}`
  : dim extends string ?
    string extends dim ?
      "?"
    : dim
  : "?"

/** Whether a symbol is written as a sum or product, so that it needs bringing to normal form. */
type Compound = `${string}${"+" | "-" | "*"}${string}`

/** Normal form of a dim as a user writes it; `null`, and what cannot be read, is dynamic. */
export type dimOf<dim> =
  dim extends number ? dim
  : dim extends null ? number
  : dim extends Compound | Nested ? compoundDim<dim>
  : dim
type compoundDim<dim extends string> =
  dim extends Nested ?
    written<dim> extends infer terms extends Sum ?
      printSum<terms>
    : number
  : printSum<parse<dim>>

/** `a + b` */
export type sum<a, b> =
  a extends number ?
    b extends number ? add<a, b>
    : number extends a ? number
    : a extends 0 ? b
    : printSum<sumOf<parse<a>, parse<b>>>
  : number extends b ? number
  : b extends 0 ? a
  : printSum<sumOf<parse<a>, parse<b>>>

/** `a + 1` */
export type increment<a> = a extends number ? incrementNumber<a> : sum<a, 1>

/** `a - b` */
export type difference<a, b> =
  number extends a | b ? number
  : b extends 0 ? a
  : printSum<sumOf<parse<a>, scaled<parse<b>, ["", -1]>>>

/** `a * b` */
export type product<a, b> =
  a extends number ?
    b extends number ? multiply<a, b>
    : number extends a ? number
    : a extends 1 ? b
    : printSum<productOf<parse<a>, parse<b>>>
  : number extends b ? number
  : b extends 1 ? a
  : printSum<productOf<parse<a>, parse<b>>>

/**
 * `a / n`, exactly. By a symbol it is a quotient that takes the division for granted: `D` in `H` heads is `D/H`. By a
 * literal it is dynamic unless every term divides, and `never` for a literal that does not.
 */
export type quotient<a, n> =
  number extends a | n ? number
  : a extends 0 ? 0
  : a extends n ? 1
  : n extends 1 ? a
  : n extends number ?
    a extends number ?
      divide<a, n> extends [infer q, 0] ?
        q
      : never
    : dividedTerms<parse<a>, n> extends infer terms extends Sum ? printSum<terms>
    : number
  : dividedBySymbol<a, n>

/** `floor(a / n)` by a literal; dynamic for a divisor that is none. */
export type floorQuotient<a, n> =
  number extends a | n ? number
  : n extends number ?
    a extends number ? floorDivision<a, n>[0]
    : n extends 1 ? a
    : printSum<floorOf<parse<a>, n>>
  : number

/** `ceil(a / n)` by a literal; dynamic for a divisor that is none. */
export type ceilQuotient<a, n> =
  number extends a | n ? number
  : n extends number ?
    a extends number ?
      `${a}` extends `-${string}` ?
        floorDivision<add<a, subtract<n, 1>>, n>[0]
      : ceilDivide<a, n>
    : n extends 1 ? a
    : printSum<ceilOf<parse<a>, n>>
  : number

/** Whether two dims are equal: also "yes" when one is dynamic, and deferred for two different type parameters. */
export type sameDim<a, b> =
  Invariant<a> extends Invariant<b> ? "yes"
  : number extends a ? "yes"
  : number extends b ? "yes"
  : string extends a ? "yes"
  : string extends b ? "yes"
  : "no"

/** Compares exactly, and answers also inside generic code: a type parameter equals itself. */
export interface Invariant<in out a> {
  readonly of: (value: a) => a
}
