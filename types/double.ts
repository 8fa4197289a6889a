/** Twice a number, in one pass from its first digit: what carries into a digit is whether the next one is 5 or more. */
import type { toNumber } from "./arith.js"

/** `2 * a`, for a third of what `product` costs. */
export type double<a> =
  a extends number ?
    number extends a ? number
    : toNumber<doubleDigits<`0${a}`>>
  : never

type doubleDigits<text extends string, done extends string = ""> =
  text extends `${infer x}${infer y}${infer rest}` ?
    doubleDigits<`${y}${rest}`, `${done}${Doubled[`${x}${Carry[y]}`]}`>
  : `${done}${Doubled[`${text}-`]}` extends `0${infer digits}` ? digits extends "" ? "0" : digits
  : `${done}${Doubled[`${text}-`]}`

/** What a digit carries into the one before it. */
interface Carry {
  [digit: string]: string
  "0": "-"; "1": "-"; "2": "-"; "3": "-"; "4": "-"; "5": "+"; "6": "+"; "7": "+"; "8": "+"; "9": "+"
}

/** Last digit of twice a digit, plus 1 when one is carried in. */
interface Doubled {
  [digit: string]: string
  "0-": "0"; "1-": "2"; "2-": "4"; "3-": "6"; "4-": "8"; "5-": "0"; "6-": "2"; "7-": "4"; "8-": "6"; "9-": "8"
  "0+": "1"; "1+": "3"; "2+": "5"; "3+": "7"; "4+": "9"; "5+": "1"; "6+": "3"; "7+": "5"; "8+": "7"; "9+": "9"
}
