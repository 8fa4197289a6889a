/** Twice a number, in one pass from its first digit: what is carried into a digit depends on the next one alone. */

/** `2 * a`, for a third of what `product` costs. */
export type double<a> =
  a extends number ?
    number extends a ?
      number
    : withoutZero<doubleDigits<`0${a}`>>
  : never

type withoutZero<text> =
  text extends `0${infer value extends number}` ? value
  : text extends `${infer value extends number}` ? value
  : never

type doubleDigits<text extends string, done extends string = ""> =
  text extends `${infer a}${infer b}${infer c}${infer rest}` ?
    doubleDigits<`${c}${rest}`, `${done}${Doubled[`${a}${Carry[b]}`]}${Doubled[`${b}${Carry[c]}`]}`>
  : text extends `${infer a}${infer b}` ? `${done}${Doubled[`${a}${Carry[b]}`]}${Doubled[`${b}-`]}`
  : never

/** What a digit, or none, carries into the one before it. */
interface Carry {
  [digit: string]: string
  "": "-"
  "0": "-"
  "1": "-"
  "2": "-"
  "3": "-"
  "4": "-"
  "5": "+"
  "6": "+"
  "7": "+"
  "8": "+"
  "9": "+"
}

/** Last digit of twice a digit, plus 1 when one is carried in. */
interface Doubled {
  [digit: string]: string
  "-": ""
  "0-": "0"
  "1-": "2"
  "2-": "4"
  "3-": "6"
  "4-": "8"
  "5-": "0"
  "6-": "2"
  "7-": "4"
  "8-": "6"
  "9-": "8"
  "0+": "1"
  "1+": "3"
  "2+": "5"
  "3+": "7"
  "4+": "9"
  "5+": "1"
  "6+": "3"
  "7+": "5"
  "8+": "7"
  "9+": "9"
}
