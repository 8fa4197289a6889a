/** Division of integer literals, the same way as in arith.ts: digit by digit. */
import type { differenceDigits, increment, reverse, stripHighZeros, stripZeros, toNumber } from "./arith.js"
import type { AccumulateCarry, AccumulateDigit, DigitProduct, Previous, QuotientDigit, QuotientRest } from "./digits.js"

/** `[quotient, remainder]` of integers not below zero; `never` when `b` is 0, or below it. */
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
    : increment<quotient>
  : never

type plainDivision<a extends string, b extends string> =
  b extends `${infer top}${infer rest}` ?
    rest extends "" ? shortDivision<a, top>
    : top extends keyof Scale ? unscaled<scaledDivision<a, b, Scale[top]>, Scale[top]>
    : top extends "-" ? never
    : readable<longDivision<a, reverse<b>>>
  : never
type shortDivision<a extends string, d extends string, carry extends string = "", done extends string = ""> =
  a extends `${infer x}${infer left}` ?
    shortDivision<left, d, `${d}${QuotientRest[carry]}${x}`, `${done}${QuotientDigit[carry]}`>
  : [`${done}${QuotientDigit[carry]}`, QuotientRest[carry]]

/**
 * Knuth's algorithm D. Where the divisor begins with 5 or more, its first digit and the first two of the rest say a digit
 * of the quotient, or one or two above it; so both are multiplied first by what makes the divisor begin so.
 */
interface Scale {
  "1": "5"
  "2": "3"
  "3": "2"
  "4": "2"
}
type scaledDivision<a extends string, b extends string, scale extends string> = longDivision<
  reverse<stripHighZeros<timesDigit<reverse<a>, scale>>>,
  stripHighZeros<timesDigit<reverse<b>, scale>>
>
type unscaled<answer, scale extends string> =
  answer extends [infer quotient, infer rest extends string] ?
    [quotient, stripZeros<`0${shortDivision<reverse<rest>, scale>[0]}`>]
  : never
type readable<answer> =
  answer extends [infer quotient, infer rest extends string] ? [quotient, stripZeros<reverse<rest>>] : never

/** Reversed `a * y` for one digit `y`, one digit longer than `a`. */
type timesDigit<a extends string, y extends string, carry extends string = "", done extends string = ""> =
  a extends `${infer x}${infer left}` ?
    timesDigit<left, y, `${DigitProduct[`${x}${y}`]}+${AccumulateCarry[carry]}`, `${done}${AccumulateDigit[carry]}`>
  : `${done}${AccumulateDigit[carry]}${AccumulateCarry[carry]}`

/**
 * The quotient and the reversed rest; `d` is reversed. The rest begins with one digit fewer than `d` has, below a 0, and
 * keeps that length, so that `before` is a pattern for what stands below its two highest digits when the next one is added.
 */
type longDivision<
  a extends string,
  d extends string,
  digits extends string = d,
  rest extends string = "",
  before extends string = "",
> =
  digits extends `${infer top}${infer more}` ?
    more extends "" ? nextDigit<a, d, top, before, `${rest}0`>
    : a extends `${infer x}${infer left}` ? longDivision<left, d, more, `${x}${rest}`, `${before}${number}`>
    : ["0", rest]
  : never
type nextDigit<
  a extends string,
  d extends string,
  top extends string,
  before extends string,
  rest extends string,
  done extends string = "0",
> =
  a extends `${infer x}${infer left}` ?
    `${x}${rest}` extends `${before}${infer low}${infer high}` ?
      tryDigit<left, d, top, before, `${x}${rest}`, QuotientDigit[`${top}${high}${low}`], done>
    : never
  : [done, rest]
type tryDigit<
  a extends string,
  d extends string,
  top extends string,
  before extends string,
  rest extends string,
  q extends string,
  done extends string,
> =
  differenceDigits<rest, timesDigit<d, q>> extends `${infer left}0` ? nextDigit<a, d, top, before, left, `${done}${q}`>
  : tryDigit<a, d, top, before, rest, Previous[q], done>
