/** Every function of test-d/refusals/ throws the sentence that the compiler prints on it. */
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
  const thrown: string[] = []
  for (const wrong of refused) thrown.push(await messageOf(wrong))
  expect(refused.length).toBeGreaterThan(0)
  // Where the compiler refuses two arguments of one call, the one that is thrown is among them.
  const unsaid = thrown.filter(message => !written.some(({ sentence }) => sentence === message))
  expect(unsaid).toEqual([])
  const missing = written.filter(({ sentence, code }) => !thrown.includes(sentence) && !isSecond(code, written))
  expect(missing.map(({ sentence }) => sentence)).toEqual([])
})

/** Whether the compiler refuses another argument of the same call, two lines away. */
const isSecond = (code: number, written: readonly { readonly code: number }[]) =>
  written.some(other => Math.abs(other.code - code) === 2 && other.code !== code)
