/**
 * Quotients that are rounded down. What divides comes out: `floor((2*T+3)/2)` is `T+1`. What is left has factors
 * between 0 and the divisor, no factor in common with it, and no rounded quotient standing alone inside another, so that
 * equal lengths are equal strings: `floor(floor(T/2)/2)` is `floor(T/4)`. A rest of `n-1` is written by rounding up:
 * `floor((T+2)/3)` is `ceil(T/3)`.
 */
import type { add, multiply, subtract } from "./arith.js"
import type { atomOf, hidden, Rounded } from "./atom.js"
import type { divide, remainder } from "./division.js"
import type { parse, printSum, scaled, Sum, sumOf, Term } from "./polynomial.js"

/** `[floor(a / n), a mod n]`, of negative integers as well. */
export type floorDivision<a extends number, n extends number> =
  `${a}` extends `-${infer plus extends number}` ?
    divide<plus, n> extends [infer q extends number, infer rest extends number] ?
      rest extends 0 ?
        [multiply<q, -1>, 0]
      : [multiply<add<q, 1>, -1>, subtract<n, rest>]
    : never
  : divide<a, n>

/** `floor(terms / n)` */
export type floorOf<terms extends Sum, n extends number, whole extends Sum = [], left extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    floorDivision<head[1], n> extends [infer q extends number, infer r extends number] ?
      floorOf<rest, n, put<whole, head[0], q>, put<left, head[0], r>>
    : never
  : left extends readonly [] | readonly [readonly ["", number]] ? whole
  : reduced<left, n, commonFactor<left, n>> extends infer atom extends Sum ?
    whole extends [] ?
      atom
    : sumOf<whole, atom>
  : never
type put<terms extends Sum, names extends string, factor extends number> =
  factor extends 0 ? terms : [...terms, [names, factor]]

/** The largest integer that divides `n` and the factors of all names. */
type commonFactor<terms extends Sum, n extends number> =
  n extends 1 ? 1
  : terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    head[0] extends "" ?
      n
    : commonFactor<rest, greatest<n, head[1]>>
  : n
type greatest<a extends number, b extends number> =
  b extends 0 ? a
  : b extends 1 ? 1
  : greatest<b, remainder<a, b>>

type reduced<terms extends Sum, n extends number, common extends number> =
  common extends 1 ? merged<terms, n> : merged<lessened<terms, common>, divide<n, common>[0]>
type lessened<terms extends Sum, n extends number, done extends Sum = []> =
  terms extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    lessened<rest, n, put<done, head[0], divide<head[1], n>[0]>>
  : done

/** `floor((floor(x/m) + rest) / n)` is `floor((x + m*rest) / (m*n))`. */
type merged<terms extends Sum, n extends number, before extends Sum = [], left extends Sum = terms> =
  left extends readonly [infer head extends Term, ...infer rest extends Sum] ?
    alone<head> extends infer atom extends Rounded ?
      floorOf<sumOf<aboveOf<atom>, scaled<[...before, ...rest], ["", atom[2]]>>, multiply<n, atom[2]>>
    : merged<terms, n, [...before, head], rest>
  : [[atomName<terms, n>, 1]]
/** The parts of a rounded quotient that is a term by itself. */
type alone<term extends Term> = term[1] extends 1 ? atomOf<term[0]> : "none"
/** What a rounded quotient rounds down, when divided. */
export type aboveOf<atom extends Rounded> =
  atom[0] extends "floor" ? parse<atom[1]> : sumOf<parse<atom[1]>, [["", subtract<atom[2], 1>]]>

type atomName<terms extends Sum, n extends number> =
  terms extends readonly [...infer names extends Sum, readonly ["", infer c extends number]] ?
    add<c, 1> extends n ?
      `ceil(${above<names>}÷${n})`
    : `floor(${above<terms>}÷${n})`
  : `floor(${above<terms>}÷${n})`
type above<terms extends Sum> = hidden<
  terms extends readonly [unknown, unknown, ...unknown[]] ? `(${printSum<terms>})` : `${printSum<terms>}`
>

/** `ceil(terms / n)` */
export type ceilOf<terms extends Sum, n extends number> =
  n extends 1 ? terms : floorOf<sumOf<terms, [["", subtract<n, 1>]]>, n>
