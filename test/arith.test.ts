/** The arithmetic of the types against BigInt, on random integers of every length to 2^53. */
import ts from "typescript"
import { expect, test } from "vitest"
import { type Compiled, compile } from "./conformance/compiler.js"
import { chance } from "./conformance/random.js"

const count = 400
const limit = 2n ** 53n
const { below, often, pick } = chance("arithmetic")

/** An integer of 1 to `digits` digits; powers of ten, and those one below, more often than by chance. */
const integer = (digits: number): bigint => {
  const length = 1 + below(digits)
  if (often(0.1)) return 10n ** BigInt(length - 1) - BigInt(below(2))
  return BigInt(Array.from({ length }, () => below(10)).join(""))
}
const signed = (value: bigint) => (often(0.15) ? -value : value)
const positive = (digits: number) => integer(digits) || 7n

type Case = readonly [type: string, value: string]
const fits = (value: bigint) => value <= limit && value >= -limit

const sums = (): Case => {
  const [a, b] = [signed(integer(15)), signed(integer(15))]
  return [`add<${a}, ${b}>`, `${a + b}`]
}
const increments = (): Case => {
  const a = integer(pick([3, 15]))
  return [`increment<${a}>`, `${a + 1n}`]
}
const differences = (): Case => {
  const a = signed(integer(15))
  const b = often(0.2) ? a + BigInt(below(2)) : signed(integer(15))
  return [`subtract<${a}, ${b}>`, `${a - b}`]
}
const products = (): Case => {
  const [a, b] = [signed(integer(7)), signed(integer(8))]
  return [`multiply<${a}, ${b}>`, `${a * b}`]
}
/** Divisors of every first digit, and dividends near their multiples, where the first guess of a digit may be too high. */
const divided = (): readonly [a: bigint, b: bigint] => {
  const b = positive(pick([1, 3, 7, 15]))
  const near = b * integer(5) + BigInt(below(3)) - 1n
  const a = often(0.4) && near >= 0n && fits(near) ? near : integer(15)
  return [a, b]
}
const divisions = (): Case => {
  const [a, b] = divided()
  return [`divide<${a}, ${b}>`, `[${a / b}, ${a % b}]`]
}
const ceilings = (): Case => {
  const [a, b] = divided()
  return [`ceilDivide<${a}, ${b}>`, `${(a + b - 1n) / b}`]
}

const head = `import type { add, increment, multiply, subtract } from "../types/arith.js"
import type { ceilDivide, divide } from "../types/division.js"
`

const kinds = Object.entries({ sums, increments, differences, products, divisions, ceilings }).map(
  ([name, write]) =>
    [name, Array.from({ length: count * (write === divisions ? 5 : 1) }, write)] satisfies [string, Case[]],
)
const file = (name: string) => `test/${name}.ts`
const lines = (cases: readonly Case[]) => cases.map(([type], index) => `export declare const v${index}: ${type}\n`)
let answers: ReadonlyMap<string, Compiled> | undefined

test.each(kinds)(
  "%s are exact",
  (name, cases) => {
    answers ??= compile(ts, new Map(kinds.map(([name, cases]) => [file(name), head + lines(cases).join("")])))
    const compiled = answers.get(file(name))
    expect(compiled?.red).toEqual([])
    const given = cases.map(([type], index) => `${type} is ${compiled?.typeOf(`v${index}`)}`)
    expect(given).toEqual(cases.map(([type, value]) => `${type} is ${value}`))
  },
  120_000,
)
