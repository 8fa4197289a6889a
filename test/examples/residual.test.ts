import { input } from "shapeproof"
import { expect, test } from "vitest"
import { block, halving, run } from "../../examples/residual.js"

test("it learns to read digits", async () => {
  const { losses, accuracy } = await run({ training: 640, heldOut: 100, epochs: 3, verbose: 0, print: () => {} })
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2)
  expect(accuracy).toBeGreaterThan(0.5)
})

test("a block is for images of any size", () => {
  expect(block(input({ shape: [5, 9, 24] })).shape).toEqual(["B", 5, 9, 24])
  expect(halving(input({ shape: [5, "W", 24] })).shape).toEqual(["B", 3, "ceil(W/2)", 24])
})
