/**
 * Exact arithmetic on integer literals, to 2^53. A number literal becomes its decimal string, and the digits are worked
 * through one at a time, least significant first ("reversed"), with the tables of `digits.ts`.
 * `number` in gives `number` out; a result above 2^53 degrades to `number`; unions distribute.
 */
import type {
  AccumulateCarry,
  AccumulateDigit,
  DifferenceBorrow,
  DifferenceDigit,
  DigitLess,
  DigitProduct,
  DigitSum,
  Next,
  Previous,
  SumCarry,
  SumDigit,
} from "./digits.js"

/** `a + b` */
export type add<a extends number, b extends number> =
  `1${a}${b}` extends `${bigint}` ?
    sumDigits<reverse<`${a}`>, reverse<`${b}`>> extends `${infer value extends number}` ?
      value
    : never
  : number extends a | b ? number
  : signedSum<`${a}`, `${b}`>

/** `a + 1`, for `a` not below zero. Of two or three digits most often only the last one changes; otherwise the table has no digit for it, but any string. */
export type increment<a extends number> =
  (
    `${a}` extends `${infer x}${infer y}${infer z}` ?
      z extends "" ?
        `${x}${Next[y]}`
      : `${x}${y}${Next[z]}`
    : "far"
  ) extends `${infer value extends number}` ?
    value
  : add<a, 1>

/** `a - b` */
export type subtract<a extends number, b extends number> =
  number extends a | b ? number
  : b extends 0 ? a
  : `${b}` extends `-${infer plus}` ? signedSum<`${a}`, plus>
  : `${a}` extends `-${infer minus}` ? toNumber<`-${plainSum<minus, `${b}`>}`>
  : `${b}` extends Digit ? lessDigit<`${a}`, `${b}`>
  : toNumber<plainDifference<`${a}`, `${b}`>>

/** `a * b` */
export type multiply<a extends number, b extends number> =
  `1${a}${b}` extends `${bigint}` ?
    a extends 0 | 1 ?
      a extends 1 ?
        b
      : 0
    : b extends 0 | 1 ?
      b extends 1 ?
        a
      : 0
    : toNumber<plainProduct<`${a}`, `${b}`>>
  : number extends a | b ? number
  : signedProduct<`${a}`, `${b}`>

export type toNumber<text> = text extends `${infer value extends number}` ? value : never

/** Reverses a string, three characters a step. */
export type reverse<text extends string, done extends string = ""> =
  text extends `${infer a}${infer b}${infer c}${infer rest}` ?
    rest extends "" ?
      `${c}${b}${a}${done}`
    : reverse<rest, `${c}${b}${a}${done}`>
  : text extends `${infer a}${infer b}` ? `${b}${a}${done}`
  : done

/** Drops leading zeros, and keeps one digit. */
export type stripZeros<text extends string> =
  text extends `0${infer rest}` ?
    rest extends "" ?
      "0"
    : stripZeros<rest>
  : text

/** Drops the high zeros of a reversed string; zero is "". */
export type stripHighZeros<text extends string> = text extends `${infer rest}0` ? stripHighZeros<rest> : text

type signedSum<a extends string, b extends string> =
  a extends `-${infer left}` ?
    b extends `-${infer right}` ?
      toNumber<`-${plainSum<left, right>}`>
    : toNumber<plainDifference<b, left>>
  : b extends `-${infer right}` ? toNumber<plainDifference<a, right>>
  : toNumber<plainSum<a, b>>

/** Digits are prepended, so that only the untouched high part is reversed back. */
type plainSum<a extends string, b extends string> = sumDigits<reverse<a>, reverse<b>>
type sumDigits<a extends string, b extends string, carry extends string = "", done extends string = ""> =
  a extends `${infer x}${infer left}` ?
    b extends `${infer y}${infer right}` ?
      sumDigits<left, right, `${SumCarry[carry]}${x}${y}`, `${SumDigit[carry]}${done}`>
    : carryInto<a, SumCarry[carry], `${SumDigit[carry]}${done}`>
  : carryInto<b, SumCarry[carry], `${SumDigit[carry]}${done}`>
type carryInto<a extends string, carry, done extends string> =
  carry extends "1" ?
    a extends `${infer x}${infer left}` ?
      x extends "9" ?
        carryInto<left, "1", `0${done}`>
      : reverse<left, `${Next[x]}${done}`>
    : `1${done}`
  : a extends "" ? done
  : reverse<a, done>

type Digit = "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"
/** Of two or three digits most often only the last one changes; otherwise the table has no digit for it, but any string. */
type lessDigit<a extends string, b extends string> =
  (
    a extends `${infer x}${infer y}${infer z}` ?
      z extends "" ?
        `${x}${DigitLess[`${y}${b}`]}`
      : `${x}${y}${DigitLess[`${z}${b}`]}`
    : "far"
  ) extends `${infer value extends number}` ?
    value
  : toNumber<plainDifference<a, b>>
type plainDifference<a extends string, b extends string> = a extends b ? "0" : signedDifference<reverse<a>, reverse<b>>
type signedDifference<a extends string, b extends string> =
  differenceDigits<a, b> extends infer digits extends string ?
    digits extends "-" ?
      `-${stripZeros<reverse<differenceDigits<b, a>>>}`
    : stripZeros<reverse<digits>>
  : never

/** Reversed `a - b`, or "-" when negative; may carry high zeros. */
export type differenceDigits<a extends string, b extends string, borrow extends string = "", done extends string = ""> =
  b extends `${infer y}${infer right}` ?
    a extends `${infer x}${infer left}` ?
      differenceDigits<left, right, `${DifferenceBorrow[borrow]}${x}${y}`, `${done}${DifferenceDigit[borrow]}`>
    : "-"
  : borrowFrom<a, DifferenceBorrow[borrow], `${done}${DifferenceDigit[borrow]}`>
type borrowFrom<a extends string, borrow, done extends string> =
  borrow extends "1" ?
    a extends `${infer x}${infer left}` ?
      x extends "0" ?
        borrowFrom<left, "1", `${done}9`>
      : `${done}${Previous[x]}${left}`
    : "-"
  : `${done}${a}`

type signedProduct<a extends string, b extends string> =
  a extends "0" ? 0
  : b extends "0" ? 0
  : a extends `-${infer left}` ?
    b extends `-${infer right}` ?
      toNumber<plainProduct<left, right>>
    : toNumber<`-${plainProduct<left, b>}`>
  : b extends `-${infer right}` ? toNumber<`-${plainProduct<a, right>}`>
  : toNumber<plainProduct<a, b>>

/** Horner over the digits of `b`, most significant first; `a` and `sum` are reversed. */
type plainProduct<a extends string, b extends string> = reverse<productDigits<reverse<a>, b>>
type productDigits<a extends string, b extends string, sum extends string = ""> =
  b extends `${infer y}${infer right}` ?
    y extends "0" ?
      productDigits<a, right, timesTen<sum>>
    : productDigits<a, right, accumulate<a, y, timesTen<sum>>>
  : sum
type timesTen<sum extends string> = sum extends "" ? "" : `0${sum}`

/** `sum + a * y` for one digit `y`. */
type accumulate<
  a extends string,
  y extends string,
  sum extends string,
  carry extends string = "",
  done extends string = "",
> =
  a extends `${infer x}${infer left}` ?
    sum extends `${infer s}${infer rest}` ?
      accumulate<
        left,
        y,
        rest,
        `${DigitProduct[`${x}${y}`]}+${DigitSum[`${AccumulateCarry[carry]}${s}`]}`,
        `${done}${AccumulateDigit[carry]}`
      >
    : accumulate<
        left,
        y,
        "",
        `${DigitProduct[`${x}${y}`]}+${AccumulateCarry[carry]}`,
        `${done}${AccumulateDigit[carry]}`
      >
  : AccumulateCarry[carry] extends "0" ? `${done}${AccumulateDigit[carry]}${sum}`
  : `${done}${AccumulateDigit[carry]}${addReversed<AccumulateCarry[carry], sum>}`
type addReversed<a extends string, b extends string> = reverse<sumDigits<a, b>>
