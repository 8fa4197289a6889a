/**
 * The sentence that stands in a comment above a wrong call is the one that the compiler says:
 * `// @ts-expect-error SENTENCE` in test-d/ and examples/. All four compilers say it in one form, which a snapshot holds.
 */
import { createRequire } from "node:module"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import type { Compiler } from "./conformance/compiler.js"
import { type Errors, errorsOf, errorsOf7, type Refusal, refusals, refusalsIn, written } from "./refusals.js"

const load = createRequire(import.meta.url)
const old: readonly Compiler[] = [load("typescript54"), load("typescript59")]
const compilers = new Map<string, Errors | Promise<Errors>>([
  ...[...old, ts].map((compiler): [string, Errors] => [compiler.versionMajorMinor, errorsOf(compiler, written)]),
  ["7.0", errorsOf7(written)],
])

/** Where compilers differ, and why; the snapshot has the line of 6.0. */
const exceptions: readonly { readonly sentence: RegExp; readonly compiler: string; readonly reason: string }[] = [
  {
    sentence: /^Property '(acuracy|shapes)'/,
    compiler: "7.0",
    reason: "7.0 sorts the members of a union by their text, and so the keys that are made of them",
  },
  {
    sentence: /^is not assignable to parameter of type 'Unrefused</,
    compiler: "7.0",
    reason: "7.0 cuts the type arguments of what waits in generic code sooner",
  },
]

/** Whether an error says the sentence: a whole string type, or a part of TypeScript's own words. */
const says = (error: string, sentence: string): boolean =>
  error.includes(JSON.stringify(sentence)) ||
  error.startsWith(sentence) ||
  error.replace(/'"(?:[^"\\]|\\.)*"'/g, "''").includes(sentence)

/** The first line that says what is written; every line, when none does. */
const lineFor = (errors: Errors, { file, code, sentence }: Refusal): string => {
  const found = errors(file, code)
  return found.find(error => says(error, sentence)) ?? (found.join(" / ") || "accepts it")
}

/** What is wrong with some refusals, by one compiler. */
const faults = (errors: Errors, some: readonly Refusal[]): readonly string[] =>
  some
    .filter(({ file, code, sentence }) => !errors(file, code).some(error => says(error, sentence)))
    .map(one => `${one.file}:${one.line + 1}\n    written:  ${one.sentence}\n    compiler: ${lineFor(errors, one)}`)

test("refusals are written down", () => expect(refusals.length).toBeGreaterThan(100))

describe("a sentence must be whole, and on its line", () => {
  const sentence = "units must be a positive integer, got -1"
  const programs = {
    right: [sentence, "dense({ units: -1 })"],
    cut: ["units must be a positive integer", "dense({ units: -1 })"],
    other: ["units must be a positive integer, got -2", "dense({ units: -1 })"],
    accepted: [sentence, "dense({ units: 1 })"],
    below: [sentence, "dense({ units: 1 })\ndense({ units: -1 })"],
    own: ["Expected 1 arguments", "dense()"],
  }
  const files = new Map(
    Object.entries(programs).map(([name, [said, call]]) => [
      `test/${name}.ts`,
      `import { dense } from "shapeproof"\n\n// @ts-expect-error ${said}\n${call}\n`,
    ]),
  )
  const some = [...files].flatMap(([file, text]) => refusalsIn(file, text).refusals)
  const wanted = ["test/cut.ts:3", "test/other.ts:3", "test/accepted.ts:3", "test/below.ts:3"]
  const places = (errors: Errors) => faults(errors, some).map(fault => fault.split("\n")[0])
  test("in 6.0", () => expect(places(errorsOf(ts, files))).toEqual(wanted))
  test("in 7.0", async () => expect(places(await errorsOf7(files))).toEqual(wanted))
})

describe.each([...compilers])("TypeScript %s", (version, errors) => {
  test("says what is written", async () => expect(faults(await errors, refusals).join("\n")).toBe(""))
  test("says it as 6.0 does", async () => {
    const own = await errors
    const main = await (compilers.get("6.0") ?? errors)
    const different = refusals
      .map(one => ({ one, here: lineFor(own, one), there: lineFor(main, one) }))
      .filter(({ here, there }) => here !== there)
    const known = (sentence: string) =>
      exceptions.some(each => each.compiler === version && each.sentence.test(sentence))
    const shown = ({ one, here, there }: (typeof different)[number]) =>
      `${one.file}:${one.line + 1}\n    ${version}: ${here}\n    6.0: ${there}`
    expect(
      different
        .filter(({ one }) => !known(one.sentence))
        .map(shown)
        .join("\n"),
    ).toBe("")
    const idle = exceptions.filter(
      each => each.compiler === version && !different.some(({ one }) => each.sentence.test(one.sentence)),
    )
    expect(idle, "exceptions that no refusal needs").toEqual([])
  })
})

test("every first line is the one of the snapshot", async () => {
  const main = compilers.get("6.0")
  const lines: string[] = []
  for (const file of written.keys()) {
    lines.push("", file)
    for (const one of refusals) if (main && one.file === file) lines.push(`  ${lineFor(await main, one)}`)
  }
  await expect(lines.slice(1).join("\n") + "\n").toMatchFileSnapshot("fixtures/refusals.txt")
})
