import { greedy } from "shapeproof/generate"
import { tensor, tidy } from "shapeproof"
import { expect, test } from "vitest"
import { build, run } from "../../examples/transformer.js"

test("it learns a few names by heart", async () => {
  const { losses, learned, unseen } = await run({ limit: 10, epochs: 25, verbose: 0, print: () => {} })
  expect(losses).toHaveLength(25)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 3)
  expect(learned.decoded).toHaveLength(9)
  expect(learned.characters).toBeGreaterThan(0.5)
  expect(unseen.decoded).toHaveLength(1)
})

test("no step sees what is written behind it, nor the padding of the name", () => {
  const { transformer } = build()
  const logits = (name: readonly number[], told: readonly number[]) =>
    tidy(() => {
      const [read, begun] = [name, told].map(row => tensor(Int32Array.from(row), [1, row.length]))
      if (!read || !begun) throw new Error("There is no name.")
      return Array.from(transformer.predict([read, begun]).dataSync())
    })
  const [one, other] = [logits([5, 6, 7], [1, 8, 9]), logits([5, 6, 7, 0, 0], [1, 8, 4])]
  const classes = one.length / 3
  const apart = one.map((value, at) => Math.abs(value - (other[at] ?? 0)))
  expect(Math.max(...apart.slice(0, 2 * classes))).toBeLessThan(1e-5)
  expect(Math.max(...apart.slice(2 * classes))).toBeGreaterThan(1e-3)
})

test("one decoder writes rows of any length side by side as each alone", async () => {
  const { encoder, decoder } = build()
  const write = async (names: readonly (readonly number[])[]) => {
    const from = encoder.predict(tensor(Int32Array.from(names.flat()), [names.length, names[0]?.length ?? 0]))
    return (await greedy(decoder, { from, begin: 1, end: 2, maxLength: 6, fromLogits: true })).sequences
  }
  const [first, second] = [
    [5, 6, 7, 0],
    [8, 0, 0, 0],
  ]
  const alone = [...(await write([[5, 6, 7]])), ...(await write([[8]]))]
  expect(await write([first, second])).toEqual(alone)
})
