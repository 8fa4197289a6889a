/** Division of integer literals, the same way as in arith.ts: digit by digit. */
import type { add, differenceDigits, reverse, stripHighZeros, stripZeros, toNumber } from "./arith.js"
import type { Next, QuotientDigit, QuotientRest } from "./digits.js"

/** `[quotient, remainder]` of integers not below zero; `never` when `b` is 0. */
export type divide<a extends number, b extends number> =
  number extends a | b ? [number, number]
  : b extends 0 ? never
  : b extends 1 ? [a, 0]
  : plainDivision<`${a}`, `${b}`> extends [infer quotient extends string, infer rest] ?
    [toNumber<stripZeros<quotient>>, toNumber<rest>]
  : never

/** `floor(a / b)` */
export type floorDivide<a extends number, b extends number> = divide<a, b>[0]

/** `a mod b` */
export type remainder<a extends number, b extends number> = divide<a, b>[1]

/** `ceil(a / b)` */
export type ceilDivide<a extends number, b extends number> =
  divide<a, b> extends [infer quotient extends number, infer rest] ?
    rest extends 0 ?
      quotient
    : add<quotient, 1>
  : never

type plainDivision<a extends string, b extends string> =
  b extends `${infer y}${infer rest}` ?
    rest extends "" ?
      shortDivision<a, y>
    : longDivision<a, reverse<b>>
  : never
type shortDivision<a extends string, d extends string, carry extends string = "", done extends string = ""> =
  a extends `${infer x}${infer left}` ?
    shortDivision<left, d, `${d}${QuotientRest[carry]}${x}`, `${done}${QuotientDigit[carry]}`>
  : [`${done}${QuotientDigit[carry]}`, QuotientRest[carry]]

/** The rest is kept reversed, so that `rest * 10 + x` is `${x}${rest}`. */
type longDivision<a extends string, d extends string, rest extends string = "", done extends string = ""> =
  a extends `${infer x}${infer left}` ?
    divisionStep<stripHighZeros<`${x}${rest}`>, d> extends [infer q extends string, infer next extends string] ?
      longDivision<left, d, next, `${done}${q}`>
    : never
  : [done, rest extends "" ? "0" : reverse<rest>]
type divisionStep<rest extends string, d extends string, q extends string = "0"> =
  differenceDigits<rest, d> extends infer next extends string ?
    next extends "-" ?
      [q, rest]
    : divisionStep<stripHighZeros<next>, d, Next[q]>
  : never
