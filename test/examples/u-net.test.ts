import { ShapeError } from "shapeproof"
import { expect, test } from "vitest"
import { run } from "../../examples/u-net.js"

test("it learns which pixels are the digit's, and refuses to join 6 and 7", async () => {
  const options = { training: 640, heldOut: 40, epochs: 7, verbose: 0, print: () => {} } as const
  const { losses, found, bright, refused } = await run(options)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 1.5)
  expect(found).toBeGreaterThan(bright)
  expect(refused).toThrow(ShapeError)
  expect(refused).toThrow("element 1 is [B, 7, 7, 32], but [B, 6, 6, 32] came before it; axis 1 must be 6, not 7")
})
