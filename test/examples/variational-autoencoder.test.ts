import { expect, test } from "vitest"
import { run } from "../../examples/variational-autoencoder.js"

test("both losses are learnt from, and two numbers make a picture", async () => {
  const options = { training: 400, heldOut: 50, epochs: 4, verbose: 0, print: () => {} } as const
  const { losses, accuracy, pictures } = await run(options)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.7)
  expect(accuracy).toBeGreaterThan(0.15)
  expect(pictures).toHaveLength(25 * 784)
  expect(pictures.every(value => value >= 0 && value <= 1)).toBe(true)
})
