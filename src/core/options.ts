/** Checks of option values: each gives the sentence that refuses a value, or nothing. */
import { meant, noOption } from "./near.js"

/** A check of one value: the sentence that refuses it, or nothing. The option's name begins the sentence. */
export type Check = (value: unknown, option: string) => string | undefined

/** An option of a layer: how its values are checked, and the values that the tests try. */
export interface Option<value> {
  readonly check: Check
  readonly samples: readonly value[]
  /** Whether it may be left out although no sample does so: `adapt` finds it. */
  readonly learned?: true
}

/** Every option of a layer. One without a check and samples does not compile. */
export type OptionTable<options> = { readonly [name in keyof options]-?: Option<options[name]> }

/** An option with its check, and the values that the tests try; `undefined` leaves it out. */
export const option = <const value>(check: Check, samples: readonly value[]): Option<value> => ({ check, samples })

/** An option that `adapt` finds where it is left out; the tests always give it. */
export const learnedOption = <const value>(check: Check, samples: readonly value[]): Option<value> => ({
  check,
  samples,
  learned: true,
})

/** As a sentence prints a value: `-1`, `"tanhh"`, `[3, 0]`. */
export const print = (value: unknown): string =>
  typeof value === "function" ? "a function"
  : Array.isArray(value) ? `[${value.map(print).join(", ")}]`
  : typeof value === "object" && value !== null ? "an object"
  : typeof value === "string" ? JSON.stringify(value)
  : String(value)

export const positive: Check = (value, option) =>
  Number.isSafeInteger(value) && Number(value) > 0 ?
    undefined
  : `${option} must be a positive integer, got ${print(value)}`

export const natural: Check = (value, option) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ?
    undefined
  : `${option} must be an integer of 0 or more, got ${print(value)}`

export const integer: Check = (value, option) =>
  Number.isSafeInteger(value) ? undefined : `${option} must be an integer, got ${print(value)}`

export const finite: Check = (value, option) =>
  typeof value === "number" && Number.isFinite(value) ?
    undefined
  : `${option} must be a finite number, got ${print(value)}`

export const aboveZero: Check = (value, option) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ?
    undefined
  : `${option} must be a finite number above 0, got ${print(value)}`

export const zeroOrMore: Check = (value, option) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ?
    undefined
  : `${option} must be a finite number of 0 or more, got ${print(value)}`

/** From 0 up to, but not including, 1: a rate of what is dropped. */
export const rate: Check = (value, option) =>
  typeof value === "number" && value >= 0 && value < 1 ?
    undefined
  : `${option} must be at least 0 and less than 1, got ${print(value)}`

/** From 0 to 1. */
export const fraction: Check = (value, option) =>
  typeof value === "number" && value >= 0 && value <= 1 ?
    undefined
  : `${option} must be a number from 0 to 1, got ${print(value)}`

export const flag: Check = (value, option) =>
  typeof value === "boolean" ? undefined : `${option} must be true or false, got ${print(value)}`

export const text: Check = (value, option) =>
  typeof value === "string" && value.length > 0 ? undefined : `${option} must be a name, got ${print(value)}`

export const string: Check = (value, option) =>
  typeof value === "string" ? undefined : `${option} must be text, got ${print(value)}`

/** One of some names. */
export const oneOf =
  (names: readonly (string | null)[]): Check =>
  (value, option) =>
    names.some(name => name === value) ? undefined : (
      `${option} must be one of ${names.map(name => `${name}`).join(", ")}, got ${print(value)}${meant(
        value,
        names.filter((name): name is string => name !== null),
      )}`
    )

/** A list whose every element passes a check. */
export const listOf =
  (check: Check): Check =>
  (value, option) =>
    Array.isArray(value) ?
      value.map(element => check(element, option)).find(sentence => sentence !== undefined)
    : `${option} must be a list, got ${print(value)}`

/** One value that passes a check, or a list of one or more of them. */
export const oneOrMore =
  (check: Check): Check =>
  (value, option) =>
    !Array.isArray(value) ? check(value, option)
    : value.length === 0 ? `${option} must be one or more, got []`
    : listOf(check)(value, option)

/** Any of some checks. */
export const either =
  (first: Check, ...others: readonly Check[]): Check =>
  (value, option) => {
    const sentence = first(value, option)
    return sentence === undefined || others.some(check => check(value, option) === undefined) ? undefined : sentence
  }

/** The first sentence that refuses an option, with the option's name; also for options that do not exist. */
export const refusedOption = (
  layer: string,
  table: Readonly<Record<string, Option<unknown>>>,
  options: Readonly<Record<string, unknown>>,
): { readonly option: string; readonly sentence: string } | undefined => {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(table, name)) {
      return { option: name, sentence: noOption(layer, name, Object.keys(table)) }
    }
  }
  for (const [name, option] of Object.entries(table)) {
    const value = options[name]
    if (value === undefined) {
      // Read only here: a wrapper's samples are layers, made as they are read.
      if (!option.learned && !option.samples.includes(undefined))
        return { option: name, sentence: `${layer} needs the option ${name}` }
      continue
    }
    const sentence = option.check(value, name)
    if (sentence !== undefined) return { option: name, sentence }
  }
  return undefined
}

/** A layer to wrap. */
export const isLayer: Check = (value, option) =>
  typeof value === "function" && "shapeOf" in value ? undefined : `${option} must be a layer, got ${print(value)}`
