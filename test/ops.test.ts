import fc from "fast-check"
import { Project } from "ts-morph"
import { describe, expect, test } from "vitest"
import { bind, substitute } from "../src/ops/bind.js"
import { broadcast } from "../src/ops/broadcast.js"
import {
  ceilQuotient,
  difference,
  dimOf,
  floorQuotient,
  product,
  quotient,
  type RuntimeDim,
  sum,
} from "../src/ops/dim.js"
import { join, lastOf, meet, type RuntimeShape, sameShape, show, sizeOf } from "../src/ops/shape.js"
import { symbol, written } from "./symbols.js"

/** A random case: the type-level call, and what its twin answers. */
interface Case {
  readonly type: string
  readonly answer: unknown
}

const seed = 20261123
const literal = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(0, 1, 64, 1000))
const name = fc.constantFrom("T", "B", "H", "W")
const normal = fc.oneof(
  { weight: 3, arbitrary: literal },
  { weight: 3, arbitrary: symbol.map(dimOf) },
  { weight: 2, arbitrary: written.map(dimOf) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const small = fc.oneof(fc.constantFrom(1, 2, 3), name, fc.constant(null))
const shape = fc.array(small, { maxLength: 4 })

const declaredDim = fc.constantFrom<RuntimeDim[]>(
  "T",
  "H",
  "2*T+1",
  "T-2",
  "3*H",
  "T+H",
  "floor(T/2)",
  "H*T",
  "D/H",
  7,
  null,
)
const actualDim = fc.constantFrom<RuntimeDim[]>(1, 2, 3, 6, 7, 9, 15, "T", "S", "2*S", "2*S+1", "6*S", "H*K", null)

/** A dim as a type prints: dynamic is `number`. */
const typeOf = (value: unknown): string =>
  value === null ? "number"
  : value === undefined ? "never"
  : Array.isArray(value) ? `[${value.map(typeOf).join(", ")}]`
  : typeof value === "object" ?
    `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${typeOf(each)}`)
      .join("; ")} }`
  : JSON.stringify(value)

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] =>
  fc.sample(arbitrary, { numRuns: count, seed })
const pair = <A, B>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) => fc.tuple(a, b)

const cases: Readonly<Record<string, () => readonly Case[]>> = {
  dimOf: () => sample(fc.oneof(symbol, written), 300).map(dim => ({ type: `dimOf<"${dim}">`, answer: dimOf(dim) })),
  floorQuotient: () =>
    sample(pair(normal, fc.integer({ min: 1, max: 12 })), 250).map(([a, n]) => ({
      type: `floorQuotient<${typeOf(a)}, ${n}>`,
      answer: floorQuotient(a, n),
    })),
  ceilQuotient: () =>
    sample(pair(normal, fc.integer({ min: 1, max: 12 })), 250).map(([a, n]) => ({
      type: `ceilQuotient<${typeOf(a)}, ${n}>`,
      answer: ceilQuotient(a, n),
    })),
  sum: () =>
    sample(pair(normal, normal), 200).map(([a, b]) => ({ type: `sum<${typeOf(a)}, ${typeOf(b)}>`, answer: sum(a, b) })),
  difference: () =>
    sample(pair(normal, normal), 200).map(([a, b]) => ({
      type: `difference<${typeOf(a)}, ${typeOf(b)}>`,
      answer: difference(a, b),
    })),
  product: () =>
    sample(pair(normal, normal), 200).map(([a, b]) => ({
      type: `product<${typeOf(a)}, ${typeOf(b)}>`,
      answer: product(a, b),
    })),
  quotient: () =>
    sample(pair(normal, fc.oneof(fc.integer({ min: 1, max: 9 }), name)), 150).flatMap(([a, n]) =>
      [a, product(a, n)].map(of => ({ type: `quotient<${typeOf(of)}, ${typeOf(n)}>`, answer: quotient(of, n) })),
    ),
  shapes: () =>
    sample(shape, 60).flatMap(of => [
      { type: `show<${typeOf(of)}>`, answer: show(of) },
      { type: `join<${typeOf(of)}>`, answer: join(of) },
      { type: `sizeOf<${typeOf(of)}>`, answer: sizeOf(of) },
      ...(of.length > 0 ? [{ type: `lastOf<${typeOf(of)}>`, answer: lastOf(of) }] : []),
    ]),
  "two shapes": () =>
    sample(pair(shape, shape), 200).flatMap(([a, b]) => [
      { type: `sameShape<${typeOf(a)}, ${typeOf(b)}>`, answer: sameShape(a, b) ? "yes" : "no" },
      ...(sameShape(a, b) ? [{ type: `meet<${typeOf(a)}, ${typeOf(b)}>`, answer: meet(a, b) }] : []),
      { type: `broadcast<${typeOf(a)}, ${typeOf(b)}>`, answer: broadcast(a, b) },
    ]),
  bind: () => sample(pair(shape, shape), 200).flatMap(([declared, actual]) => bindCases(declared, actual)),
  "bind sums": () =>
    sample(pair(fc.array(declaredDim, { minLength: 1, maxLength: 3 }), fc.array(actualDim, { maxLength: 3 })), 600)
      .filter(([declared, actual]) => declared.length === actual.length)
      .flatMap(([declared, actual]) => bindCases(declared, actual)),
  substitute: () =>
    sample(pair(fc.array(normal, { maxLength: 3 }), fc.tuple(normal, normal)), 120).map(([of, [T, B]]) => ({
      type: `substitute<${typeOf(of)}, { T: ${typeOf(T)}; B: ${typeOf(B)} }>`,
      answer: substitute(
        of,
        new Map<string, RuntimeDim>([
          ["T", T],
          ["B", B],
        ]),
      ),
    })),
}

const bindCases = (declared: RuntimeShape, actual: RuntimeShape): readonly Case[] => {
  const bound = new Map<string, RuntimeDim>()
  const reason = bind(declared, actual, bound)
  const call = `bind<${typeOf(declared)}, ${typeOf(actual)}>`
  if (reason !== undefined) return [{ type: call, answer: { misfit: reason } }]
  return [...bound].map(([symbol, size]) => ({
    type: `Extract<${call}, object>[${JSON.stringify(symbol)} & keyof ${call}]`,
    answer: size,
  }))
}

const all = Object.entries(cases).map(([group, make]) => ({ group, list: make() }))

/** One program for all: asking the compiler once is what makes this fast. */
const disagreements = (): ReadonlyMap<string, readonly string[]> => {
  const project = new Project({ tsConfigFilePath: "tsconfig.json", skipAddingFilesFromTsConfig: true })
  const head = `
import type { ceilQuotient, difference, dimOf, floorQuotient, product, quotient, sum } from "../types/dim.js"
import type { join, lastOf, meet, sameShape, show, sizeOf } from "../types/shape.js"
import type { broadcast } from "../types/broadcast.js"
import type { bind, substitute } from "../types/bind.js"
type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends (<X>() => X extends B ? 1 : 2) ? true : false
type Plain<A> = A extends readonly unknown[] ? A : A extends object ? { -readonly [key in keyof A]: A[key] } : A
`
  const lines = all.flatMap(({ list }) =>
    list.map(({ type, answer }) => `;(true satisfies Same<Plain<${type}>, ${typeOf(answer)}>)`),
  )
  const source = project.createSourceFile("test/__ops.ts", `${head}${lines.join("\n")}\nexport {}\n`)
  const text = source.getFullText().split("\n")
  const wrong = new Set(source.getPreEmitDiagnostics().map(diagnostic => text[(diagnostic.getLineNumber() ?? 1) - 1]))
  let at = 0
  return new Map(
    all.map(({ group, list }) => [
      group,
      list.flatMap(({ type, answer }) => (wrong.has(lines[at++]) ? [`${type} is not ${typeOf(answer)}`] : [])),
    ]),
  )
}

describe("the compiler and the runtime give one answer", () => {
  let found: ReadonlyMap<string, readonly string[]> | undefined
  test.each(all)("$group", ({ group, list }) => {
    found ??= disagreements()
    expect(list.length).toBeGreaterThan(50)
    const shortest = [...(found.get(group) ?? ["not asked"])].sort((a, b) => a.length - b.length)
    expect(shortest.slice(0, 5)).toEqual([])
  })
})
