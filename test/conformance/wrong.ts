/** Demand on options: what the run time refuses, the compiler refuses where it can see it, in the same words. */
import { ShapeError } from "../../src/core/error.js"
import { isLayer } from "../../src/core/instance.js"
import type { Compiled } from "./compiler.js"
import { apart, configs } from "./cases.js"
import { type Disagreement, headErrors, type Program } from "./equality.js"
import { type Found, freshOptions, type Options } from "./find.js"
import { callText, head } from "./print.js"

const plain = [-1, 0, 1.5, 2, 1e21, Number.NaN, Number.POSITIVE_INFINITY, "wrong", "", true, null, {}, []]
/** Numbers whose type is a literal; `NaN` and `Infinity` are `number`. */
const hasLiteral = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(hasLiteral) : typeof value !== "number" || Number.isFinite(value)

/** Lists that differ from good ones in one element, or in length. */
const wrongLists = (samples: readonly unknown[]): readonly unknown[] =>
  samples
    .filter(Array.isArray)
    .slice(0, 2)
    .flatMap((list: readonly unknown[]) => [
      ...[-1, -2, 0, 1.5, Number.NaN, "wrong"].map(value => list.map((one, at) => (at === 0 ? value : one))),
      list.map(() => list[0]),
      [-1, -1, ...list],
    ])

interface Attempt {
  readonly option: string
  readonly value: unknown
  readonly options: Options
  /** The sentence, when the run time refuses it. */
  readonly refused: string | undefined
  /** Whether no value of this JavaScript type is ever right. */
  readonly alien: boolean
}

const attempts = (found: Found, all: readonly Found[]): readonly Attempt[] => {
  const [base = {}] = configs(found)
  const pairs = apart(found).map((options): Attempt => {
    const refused = refusal(found, options, all)
    const option = refused?.split(" ", 1)[0] ?? ""
    return { option, value: options[option], options, refused, alien: true }
  })
  const single = Object.entries(found.spec.options).flatMap(([option, { samples }]) => {
    const types = new Set(samples.map(kindOfValue))
    const required = samples.includes(undefined) ? [] : [undefined]
    return [...plain, ...wrongLists(samples), ...required].map(value => {
      const entries = Object.entries({ ...base, [option]: value }).filter(([, one]) => one !== undefined)
      const options = Object.fromEntries(entries)
      const known = types.size > 1 || !types.has("undefined")
      return {
        option,
        value,
        options,
        refused: refusal(found, options, all),
        alien: known && !types.has(kindOfValue(value)),
      }
    })
  })
  return [...single, ...pairs]
}

const kindOfValue = (value: unknown): string =>
  value === null ? "null"
  : Array.isArray(value) ? "list"
  : isLayer(value) ? "layer"
  : typeof value

/** The sentence of the `ShapeError`; anything else that is thrown is a fault. */
const refusal = (found: Found, options: Options, all: readonly Found[]): string | undefined => {
  try {
    found.make(freshOptions(options, all))
    return undefined
  } catch (error) {
    if (error instanceof ShapeError && error.code === "option") return error.message
    return `NOT A SHAPE ERROR: ${error}`
  }
}

export const wrongOptions = (found: Found, all: readonly Found[]): Program & { count: number } => {
  const lines = [...head(found, all)]
  const checks: ((compiled: Compiled) => Disagreement | undefined)[] = []
  const tried = attempts(found, all)
  /** Options where the types read a number: one wrong number is red there with a sentence, and so all must be. */
  const seen = (compiled: Compiled) =>
    new Set(
      lineOf
        .filter(({ line, option }) => compiled.errors(line).some(error => spoken(error, option)))
        .map(({ option }) => option),
    )
  const lineOf: { line: number; option: string }[] = []
  for (const { option, value, options, refused, alien } of tried) {
    const program = callText(found, options, all)
    if (refused?.startsWith("NOT"))
      checks.push(() => ({ program, runtime: refused, compiler: "a ShapeError is wanted" }))
    if (!hasLiteral(value)) {
      if (refused === undefined)
        checks.push(() => ({ program, runtime: "accepts it", compiler: "it should be refused" }))
      continue
    }
    lines.push(`export const w${lines.length} = ${program}`)
    const line = lines.length - 1
    lineOf.push({ line, option })
    checks.push(compiled => {
      const errors = compiled.errors(line)
      const disagreement = { program, runtime: refused ?? "accepts it", compiler: errors.join("\n") || "accepts it" }
      if (refused === undefined) return errors.length > 0 && !alien ? disagreement : undefined
      if (errors.some(error => spoken(error, option)))
        return errors.some(error => error.includes(`'${JSON.stringify(refused)}'`)) ? undefined : disagreement
      const mustSee = alien || value === undefined || (typeof value === "number" && seen(compiled).has(option))
      return mustSee && errors.length === 0 ? disagreement : undefined
    })
  }
  return {
    text: lines.join("\n"),
    count: tried.length,
    wrong: compiled => [
      ...headErrors(compiled),
      ...checks.map(check => check(compiled)).filter(wrong => wrong !== undefined),
    ],
  }
}

/** Whether an error is a sentence about an option, and not TypeScript's own words. */
const spoken = (error: string, option: string): boolean =>
  new RegExp(`to (?:type|parameter of type) '"${option} must`).test(error)
