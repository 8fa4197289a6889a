/** Every example at a tiny size: that it runs, learns, and says what its comments say. */
import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import * as attention from "../examples/attention.js"
import * as blocks from "../examples/blocks.js"
import { alphabetOf, largest, marks, oneHot, padded, score } from "../examples/data/characters.js"
import { dates } from "../examples/data/dates.js"
import { names } from "../examples/data/names.js"
import * as denseOnSequences from "../examples/dense-on-sequences.js"
import * as mistakes from "../examples/mistakes.js"
import * as seq2seq from "../examples/seq2seq.js"
import { root } from "./conformance/compiler.js"

const silent = { verbose: 0, print: () => {} } as const

test("every example is run by a test", () => {
  const tests = ["", "examples/"].flatMap(folder =>
    readdirSync(`${root}test/${folder}`)
      .filter(file => file.endsWith(".test.ts"))
      .map(file => readFileSync(`${root}test/${folder}${file}`, "utf8")),
  )
  const files = readdirSync(`${root}examples`).filter(file => file.endsWith(".ts"))
  const lonely = files.filter(file => !tests.some(text => text.includes(`examples/${file.replace(/ts$/, "js")}`)))
  expect(files.length).toBeGreaterThan(5)
  expect(lonely).toEqual([])
})

test("blocks: one function for every length", () => {
  const { last, each, params } = blocks.run(() => {})
  expect([last, each]).toEqual([
    [2, 3],
    [2, 5, 3],
  ])
  expect(params).toBe(6091)
})

test("dense on sequences: 65 weights, and the same numbers", () => {
  const lines: string[] = []
  const { params, difference } = denseOnSequences.run(line => lines.push(line))
  expect(params).toEqual([65, 65])
  expect(difference).toBeLessThan(1e-6)
  expect(lines.filter(line => line.includes("Total params: 65"))).toHaveLength(2)
})

test("seq2seq: learns a few names by heart", async () => {
  const { losses, learned, unseen } = await seq2seq.run({ ...silent, limit: 10, epochs: 80 })
  expect(losses).toHaveLength(80)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10)
  expect(learned.decoded).toHaveLength(9)
  expect(learned.characters).toBeGreaterThan(0.8)
  expect(unseen.decoded).toEqual([expect.stringMatching(/\p{Letter}/u)])
})

test("seq2seq: knows other languages, and says which it does not", async () => {
  await expect(seq2seq.run({ ...silent, lang: "xx" })).rejects.toThrow("There are no names for --lang xx")
  const { learned } = await seq2seq.run({ ...silent, lang: "el", limit: 20, epochs: 1 })
  expect(learned.decoded).toHaveLength(18)
})

test("attention: the loss falls, and what it writes are dates", async () => {
  const { losses, decoded } = await attention.run({ ...silent, training: 256, heldOut: 20, epochs: 6 })
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.95)
  expect(decoded).toHaveLength(20)
  for (const text of decoded) expect(text).toMatch(/^[\d-]{1,10}$/)
})

test("mistakes: the run time says what the compiler says", async () => {
  const told = await mistakes.run(() => {})
  expect(told.length).toBeGreaterThanOrEqual(12)
  for (const { compiler, thrown } of told) expect(thrown).toBe(compiler)
})

test("names: two parts without a common English name, and always the same", () => {
  const { training, heldOut } = names({ lang: "fr", longest: 14, characters: 77, limit: 1000 })
  const learned = new Set(training.map(([english]) => english))
  expect([training.length, heldOut.length]).toEqual([703, 78])
  expect(learned.size).toBe(703)
  expect(heldOut.filter(([english]) => learned.has(english))).toEqual([])
})

test("dates: no day is in both parts, and no spelling has two meanings", () => {
  const { training, heldOut } = dates({ training: 10_000, heldOut: 1000 })
  const learned = new Set(training.map(([, iso]) => iso))
  expect(learned.size).toBe(10_000)
  expect(heldOut.filter(([, iso]) => learned.has(iso))).toEqual([])
  const meaning = new Map([...training, ...heldOut])
  expect([...training, ...heldOut].filter(([spelling, iso]) => meaning.get(spelling) !== iso)).toEqual([])
})

test("characters: there and back", () => {
  const alphabet = alphabetOf(["né", "en"], 6)
  const indices = [...alphabet.indices("né"), marks.end]
  expect(() => alphabetOf(["abcd"], 6)).toThrow("4 characters and 3 marks do not fit into 6")
  expect(alphabet.text(indices)).toBe("né")
  expect(largest(oneHot(padded([indices], 4), 6), 6)).toEqual([...indices, marks.padding])
  expect(score(["abc", "x"], ["abd", "x"])).toEqual({ exact: 0.5, characters: 0.75 })
})
