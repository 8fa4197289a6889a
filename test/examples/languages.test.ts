import { expect, test } from "vitest"
import { languageNames, languages } from "../../examples/data/languages.js"
import { run } from "../../examples/languages.js"

test("it learns to tell languages, and reads a padded name as the name alone", async () => {
  const options = { limit: 60, epochs: 6, verbose: 0, print: () => {} } as const
  const { losses, accuracy, byPairs, frequent, confused, chances } = await run(options)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.8)
  expect(accuracy).toBeGreaterThan(2 * frequent)
  expect(byPairs).toBeGreaterThan(2 * frequent)
  expect(confused[0]?.names.length).toBeGreaterThanOrEqual(confused[1]?.names.length ?? 0)
  const [alone, inRow] = [chances(["norvégien"], 9), chances(["norvégien", "a"])]
  for (const [at, chance] of alone.entries()) expect(inRow[at]).toBeCloseTo(chance, 5)
})

test("no name is on both sides, nor in two languages", () => {
  const { training, heldOut } = languageNames({ longest: 24, limit: 1000 })
  const learned = new Set(training.map(({ name }) => name))
  expect(learned.size).toBe(training.length)
  expect(new Set(heldOut.map(({ name }) => name)).size).toBe(heldOut.length)
  expect(heldOut.filter(({ name }) => learned.has(name))).toEqual([])
  expect(new Set(heldOut.map(({ language }) => language)).size).toBe(languages.length)
  expect(training).toContainEqual({ name: "norvégien", language: languages.indexOf("fr") })
})
