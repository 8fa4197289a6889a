/** A refusal of one element of a list: its position, counted from 0, and the sentence. */
export interface At<position extends number = number, message extends string = string> {
  readonly at: position
  readonly message: message
}

/** A positive integer, or `number`; otherwise the sentence for the option. */
export type positive<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "0" | "Infinity" | "NaN" ?
    `${option} must be a positive integer, got ${value}`
  : value

/** An integer not below zero, or `number`; otherwise the sentence for the option. */
export type natural<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` | `${string}.${string}` | `${string}e${string}` | "Infinity" | "NaN" ?
    `${option} must be an integer of 0 or more, got ${value}`
  : value

/** A list of positive integers: each wrong one turns red. */
export type positives<values extends readonly number[], option extends string> = {
  readonly [index in keyof values]: positive<values[index], option>
}

/** An integer, or `number`; otherwise the sentence for the option. */
export type integer<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `${string}.${string}` | `${string}e${string}` | `${string}Infinity` | "NaN" ?
    `${option} must be an integer, got ${value}`
  : value

/**
 * An option that is one integer or a list of them has a type parameter for each. The compiler widens the one that was
 * not given, so what is left wide gives way: each wrong integer turns red.
 */
export type integerOrList<one extends number, list extends readonly number[], option extends string> =
  | (number extends one ? wideOnly<list, one> : integer<one, option>)
  | (number extends list["length"] ? wideOnly<list, list, one> : integers<list, option>)
type integers<list extends readonly number[], option extends string> = {
  readonly [index in keyof list]: integer<list[index], option>
}

/** `given`, when the list, and the other parameter, are wide as well. */
export type wideOnly<list extends readonly number[], given, one = number> =
  number extends list["length"] ?
    number extends one ?
      given
    : never
  : never

/** The one value or the list that was given, or what stands for neither. */
export type oneOrList<one, list, otherwise> =
  [one | list] extends [never] ? otherwise
  : number extends one ? list
  : one

/** From 0 up to, but not including, 1, or `number`; otherwise the sentence for the option. */
export type rate<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` ? `${option} must be at least 0 and less than 1, got ${value}`
  : `${value}` extends "0" | `0.${string}` | `${string}e-${string}` ? value
  : `${option} must be at least 0 and less than 1, got ${value}`

/** From 0 to 1, or `number`; otherwise the sentence for the option. */
export type fraction<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` ? `${option} must be a number from 0 to 1, got ${value}`
  : `${value}` extends "0" | "1" | `0.${string}` | `${string}e-${string}` ? value
  : `${option} must be a number from 0 to 1, got ${value}`

/** 0 or more, or `number`; otherwise the sentence for the option. */
export type zeroOrMore<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` | "Infinity" ? `${option} must be a finite number of 0 or more, got ${value}`
  : value

/** Above 0, or `number`; otherwise the sentence for the option. */
export type aboveZero<value extends number, option extends string> =
  number extends value ? value
  : `${value}` extends `-${string}` | "0" | "Infinity" ? `${option} must be a finite number above 0, got ${value}`
  : value
