import { expect, test } from "vitest"
import { digits } from "../../examples/data/digits.js"
import { run } from "../../examples/digits.js"

test("it learns to read digits", async () => {
  const { losses, accuracy } = await run({ training: 600, heldOut: 100, epochs: 4, verbose: 0, print: () => {} })
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2)
  expect(accuracy).toBeGreaterThan(0.75)
})

test("no image is in both parts, and the digits take turns", () => {
  const { training, heldOut } = digits({ training: 50, heldOut: 20 })
  const keys = ({ images, count }: typeof training) =>
    Array.from({ length: count }, (_, at) => images.subarray(at * 784, (at + 1) * 784).join())
  const seen = new Set(keys(training))
  expect(seen.size).toBe(50)
  expect(keys(heldOut).filter(key => seen.has(key))).toEqual([])
  expect([...heldOut.labels.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
  expect(() => digits({ training: 8000, heldOut: 1000 })).toThrow("There are 863 images of each digit.")
})
