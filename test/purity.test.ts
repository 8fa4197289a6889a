import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { describe, expect, test } from "vitest"

/** Layers that are made of another layer, and so import one. */
const wrappers = ["bidirectional", "rnn", "spectralNormalization", "stackedRNNCells", "timeDistributed"]

interface Import {
  readonly from: string
  readonly reexport: boolean
  /** Gone from the JavaScript: `import type`, or a type that an `import()` names. */
  readonly typeOnly: boolean
  readonly dynamic: boolean
}
type Sources = ReadonlyMap<string, string>

const importsIn = (text: string): Import[] => {
  const found: Import[] = []
  const add = (node: ts.Node | undefined, more: Partial<Import>) => {
    if (node && ts.isStringLiteralLike(node))
      found.push({ from: node.text, reexport: false, typeOnly: false, dynamic: false, ...more })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, { typeOnly: node.importClause?.isTypeOnly ?? false })
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, { reexport: true, typeOnly: node.isTypeOnly })
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, { typeOnly: true })
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], { dynamic: true })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022))
  return found
}

/** The file of ours that an import means, or the package. */
const target = (file: string, { from }: Import) =>
  from.startsWith(".") ? new URL(from, `file:///${file}`).pathname.slice(1).replace(/\.js$/, ".ts") : from

/** Every file and package that importing a file loads as JavaScript, without what it may load later by `import()`. */
const loadedBy = (file: string, sources: Sources, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const found of importsIn(sources.get(file) ?? ""))
    if (!found.typeOnly && !found.dynamic) loadedBy(target(file, found), sources, seen)
  return seen
}

const layerOf = (file: string) => /^src\/layers\/(?:.*\/)?(\w+)\.ts$/.exec(file)?.[1]
const mayUseTfjs = (file: string) => /^src\/(backend|core|ops|layers|train)\//.test(file) || file === "src/tfjs.ts"

/** The rules of the house on who imports whom; `entries` are the files behind package.json's `exports`. */
const broken = (sources: Sources, entries: readonly string[]): string[] => {
  const refusals: string[] = []
  for (const [file, text] of sources)
    for (const found of importsIn(text)) {
      const to = target(file, found)
      const refuse = (why: string) => refusals.push(`${file} imports ${to}: ${why}`)
      const own = found.from.startsWith(".")
      if (own && !sources.has(to)) refuse("no such file")
      if (file.startsWith("types/") && !to.startsWith("types/")) refuse("types import only types")
      if (file.startsWith("src/layers/")) {
        const layer = layerOf(file) ?? ""
        if (layerOf(to) && !wrappers.includes(layer)) refuse("a layer imports no other, save wrappers")
        if (own && !/^(src\/(backend\/layers|core|layers|ops)|types)\//.test(to))
          refuse("layers import core, ops, types")
      }
      if (to.startsWith("@tensorflow/") && !mayUseTfjs(file)) refuse("tfjs has its place")
      if (found.reexport && !entries.includes(file)) refuse("no barrels but the package's entries")
      if (to === "ts-morph" && !file.startsWith("src/tools/")) refuse("ts-morph is for the tools")
      if (file.startsWith("examples/") && own && !to.startsWith("examples/")) refuse("examples import as users do")
    }
  for (const file of sources.keys()) {
    if (!file.startsWith("src/tools/") && !entries.includes(file)) continue
    const loads = [...loadedBy(file, sources)]
    if (file.startsWith("src/tools/") && loads.some(name => name.startsWith("@tensorflow/")))
      refusals.push(`${file} loads tfjs before it is asked for`)
    if (file === "src/index.ts" && loads.some(name => name === "ts-morph" || name.startsWith("src/tools/")))
      refusals.push(`${file} loads the tools`)
  }
  return refusals
}

const root = new URL("../", import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), "utf8")
const sources: Sources = new Map(
  ["src", "types", "examples"].flatMap(folder =>
    readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: "utf8" })
      .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
      .filter(file => file.endsWith(".ts"))
      .map((file): [string, string] => [file, read(file)]),
  ),
)
const entries = [...read("package.json").matchAll(/"\.\/dist\/(src\/[\w/-]+)\.js"/g)].map(([, file]) => `${file}.ts`)

test("imports go in the directions of the house", () => {
  expect(sources.size).toBeGreaterThan(5)
  expect(entries).toContain("src/index.ts")
  expect(broken(sources, entries)).toEqual([])
})

describe("the rules bite", () => {
  const good = {
    "src/index.ts": 'export { dense } from "./layers/dense.js"',
    "src/layers/dense.ts":
      'import { layer } from "../core/layer.js"; import * as tf from "@tensorflow/tfjs"; export const dense = 1',
    "src/core/layer.ts": 'import type { Shape } from "../../types/shape.js"; export const layer = 1',
    "src/tools/graph.ts":
      'import { Project } from "ts-morph"; import type { Layer } from "../core/layer.js"; await import("../core/build.js")',
    "src/core/build.ts": 'import "@tensorflow/tfjs"',
    "types/shape.ts": "export type Shape = readonly number[]",
  }
  const refused = (files: Readonly<Record<string, string>>) =>
    broken(new Map(Object.entries({ ...good, ...files })), ["src/index.ts"])

  test("a good library passes", () => expect(refused({})).toEqual([]))
  test.each([
    ["types import only types", "types/window.ts", 'export type X = import("../src/core/layer.js").Layer'],
    ["a layer imports no other", "src/layers/lstm.ts", 'import type { Dense } from "./dense.js"'],
    ["layers import core, ops, types", "src/layers/lstm.ts", 'import { graph } from "../tools/graph.js"'],
    ["tfjs has its place", "src/tools/summary.ts", 'import type { Tensor } from "@tensorflow/tfjs"'],
    ["no barrels", "src/core/index.ts", 'export * from "./layer.js"'],
    ["ts-morph is for the tools", "src/core/check.ts", 'import type { Project } from "ts-morph"'],
    ["examples import as users do", "examples/one.ts", 'import { dense } from "../src/index.js"'],
    ["loads tfjs before", "src/tools/summary.ts", 'import { build } from "../core/build.js"'],
    ["loads the tools", "src/index.ts", 'import { graph } from "./tools/graph.js"'],
    ["no such file", "src/core/gone.ts", 'import { layer } from "./layers.js"'],
  ])("%s", (sentence, file, text) => expect(refused({ [file]: text }).join("\n")).toContain(sentence))
})
