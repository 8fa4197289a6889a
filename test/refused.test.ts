/** Every function of test-d/refusals/ throws the sentence that the compiler prints on it. */
import { readFileSync } from "node:fs"
import ts from "typescript"
import { expect, test } from "vitest"
import { ShapeError } from "../src/index.js"
import { refusals } from "./refusals.js"

type Refused = { readonly refused: readonly (() => unknown)[] }
const modules = import.meta.glob("../test-d/refusals/*.test-d.ts", { eager: true })
const files = Object.entries(modules).filter((entry): entry is [string, Refused] => "refused" in entry[1])

const messageOf = async (wrong: () => unknown): Promise<string> => {
  try {
    await wrong()
  } catch (error) {
    return error instanceof ShapeError ? error.message : `not a ShapeError: ${error}`
  }
  return "nothing"
}

test("there are refusals to run", () => expect(files.length).toBeGreaterThan(1))

test.each(files)("%s", async (path, { refused }) => {
  const written = refusals.filter(({ file }) => path.endsWith(file))
  const text = readFileSync(new URL(path, import.meta.url), "utf8")
  const places = functionsIn(text)
  expect(places.length).toBe(refused.length)
  expect(refused.length).toBeGreaterThan(0)
  const wrong: string[] = []
  for (const [at, call] of refused.entries()) {
    const { from = 0, to = 0 } = places[at] ?? {}
    const own = written.filter(({ code }) => from <= code && code <= to).map(({ sentence }) => sentence)
    const thrown = await messageOf(call)
    // Where the compiler refuses two arguments of one call, the one that is thrown is among them.
    if (!own.includes(thrown)) wrong.push(`line ${from + 1}: written: ${own.join(" / ")}; thrown: ${thrown}`)
  }
  expect(wrong).toEqual([])
  const outside = written.filter(({ code }) => !places.some(({ from, to }) => from <= code && code <= to))
  expect(outside).toEqual([])
})

/** The lines, counted from 0, of each function of the list `refused`. */
const functionsIn = (text: string): readonly { readonly from: number; readonly to: number }[] => {
  const source = ts.createSourceFile("refused.ts", text, ts.ScriptTarget.ES2022, true)
  const lists = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ name }) => name.getText() === "refused")
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line
  return lists.flatMap(({ initializer }) =>
    initializer && ts.isArrayLiteralExpression(initializer) ?
      initializer.elements.map(element => ({ from: line(element.getStart()), to: line(element.getEnd()) }))
    : [],
  )
}
