import { expect, test } from "vitest"
import { films, trigramLoss } from "../../examples/data/films.js"
import { run } from "../../examples/gpt.js"

test("the loss falls, and what it writes are titles of its alphabet", async () => {
  const options = { limit: 300, epochs: 4, depth: 1, verbose: 0, print: () => {} } as const
  const { losses, loss, written, fresh } = await run(options)
  expect(losses).toHaveLength(4)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.9)
  // To know nothing costs log(98) = 4.6 nats a character.
  expect(loss).toBeLessThan(3.8)
  expect(written).toHaveLength(20)
  for (const title of written) expect(title).toMatch(/^[ -~]{0,32}$/)
  const { training, heldOut } = films({ longest: 32, limit: 300 })
  for (const title of fresh) expect([...training, ...heldOut]).not.toContain(title)
})

test("films: two parts without a common title, and always the same", () => {
  const { training, heldOut } = films({ longest: 32, limit: Number.POSITIVE_INFINITY })
  expect([training.length, heldOut.length]).toEqual([2693, 299])
  const known = new Set(training)
  expect(known.size).toBe(2693)
  expect(heldOut.filter(title => known.has(title))).toEqual([])
  expect(training.slice(0, 2)).toEqual(["The Land Girls", "First Love, Last Rites"])
})

test("a trigram model by hand", () => {
  // "a" and the end were seen once each, and each context but the empty one went on in one way.
  const uniform = 1 / 2
  const one = (seen: number, kinds: number, total: number, shorter: number) =>
    (seen + kinds * shorter) / (total + kinds)
  const single = { a: one(1, 2, 2, uniform), end: one(1, 2, 2, uniform) }
  const first = one(1, 1, 1, one(1, 1, 1, single.a))
  const last = one(1, 1, 1, one(1, 1, 1, single.end))
  expect(trigramLoss(["a"], ["a"])).toBeCloseTo(-(Math.log(first) + Math.log(last)) / 2, 10)
  expect(trigramLoss(["ab", "ac"], ["ab"])).toBeLessThan(trigramLoss(["ab", "ac"], ["ba"]))
})
