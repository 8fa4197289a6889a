/**
 * The sentence that stands in a comment above a wrong call is the one that the compiler says:
 * `// @ts-expect-error SENTENCE` in test-d/ and examples/.
 */
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { compile, type Compiler, root } from "./conformance/compiler.js"

const directive = /^[ \t]*\/\/ @ts-expect-error[: ]+(?<sentence>.+?)\s*$/
/** A line on which a statement, or the next argument, begins: not a comment, not empty. */
const isCode = (line: string) => !/^\s*(\/\/.*)?$/.test(line)

interface Refusal {
  readonly file: string
  /** Of the directive, counted from 0. */
  readonly line: number
  readonly sentence: string
  /** The lines of the code that it stands above. */
  readonly code: number
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(file => file.endsWith(folder === "test-d" ? ".test-d.ts" : ".ts"))

/** The refusals that a file names, and the file without the directives, line by line. */
const refusalsIn = (file: string, text: string) => {
  const lines = text.split("\n")
  const refusals = lines.flatMap((one, line): readonly Refusal[] => {
    const sentence = directive.exec(one)?.groups?.["sentence"]
    const code = lines.findIndex((other, at) => at > line && isCode(other))
    return sentence === undefined ? [] : [{ file, line, sentence, code }]
  })
  return { refusals, text: lines.map(line => line.replace("@ts-expect-error", "")).join("\n") }
}

/** Whether an error says the sentence: a whole string type, or a part of TypeScript's own words. */
const says = (error: string, sentence: string): boolean =>
  error.includes(JSON.stringify(sentence)) ||
  error.startsWith(sentence) ||
  error.replace(/'"(?:[^"\\]|\\.)*"'/g, "''").includes(sentence)

/** What is wrong with the refusals of some files, by one compiler. */
const faults = (compiler: Compiler, files: ReadonlyMap<string, string>): readonly string[] => {
  const read = [...files].map(([file, text]) => ({ file, ...refusalsIn(file, text) }))
  const compiled = compile(compiler, new Map(read.map(({ file, text }) => [file, text])), { types: ["node"] })
  return read.flatMap(({ file, refusals }) =>
    refusals.flatMap(({ line, sentence, code }) => {
      const errors = compiled.get(file)?.errors(code) ?? []
      if (errors.some(error => says(error, sentence))) return []
      return [`${file}:${line + 1}\n    written:  ${sentence}\n    compiler: ${errors.join(" / ") || "accepts it"}`]
    }),
  )
}

const texts = new Map(
  [...filesIn("test-d"), ...filesIn("examples")].map(file => [file, readFileSync(root + file, "utf8")]),
)
const written = [...texts].filter(([file, text]) => refusalsIn(file, text).refusals.length > 0)

const load = createRequire(import.meta.url)
const compilers: readonly { version: string; compiler: Compiler }[] = [
  ts,
  load("typescript59"),
  load("typescript54"),
].map((compiler: Compiler) => ({ version: compiler.versionMajorMinor, compiler }))

test("refusals are written down", () => expect(written.length).toBeGreaterThan(0))

test("a sentence must be whole, and on its line", () => {
  const sentence = "units must be a positive integer, got -1"
  const programs = {
    right: [sentence, "dense({ units: -1 })"],
    cut: ["units must be a positive integer", "dense({ units: -1 })"],
    other: ["units must be a positive integer, got -2", "dense({ units: -1 })"],
    accepted: [sentence, "dense({ units: 1 })"],
    below: [sentence, "dense({ units: 1 })\ndense({ units: -1 })"],
    own: ["Expected 1 arguments", "dense()"],
  }
  const files = Object.entries(programs).map(([name, [written, call]]): [string, string] => [
    `test/${name}.ts`,
    `import { dense } from "shapeproof"\n\n// @ts-expect-error ${written}\n${call}\n`,
  ])
  const found = faults(ts, new Map(files)).map(fault => fault.split("\n")[0])
  expect(found).toEqual(["test/cut.ts:3", "test/other.ts:3", "test/accepted.ts:3", "test/below.ts:3"])
})

describe.each(compilers)("TypeScript $version", ({ compiler }) => {
  test("says what is written", () => expect(faults(compiler, new Map(written)).join("\n")).toBe(""))
})
