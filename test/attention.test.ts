/** Attention as users have it: masks that come from an embedding, a causal mask, training, and files. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  additiveAttention,
  attention,
  dense,
  embedding,
  groupQueryAttention,
  input,
  loadModel,
  model,
  multiHeadAttention,
  tensor,
} from "shapeproof"
import { expect, test } from "vitest"

const layers = {
  attention: (useCausalMask: boolean) => attention({ useScale: true, useCausalMask }),
  additiveAttention: (useCausalMask: boolean) => additiveAttention({ useCausalMask }),
  multiHeadAttention: (useCausalMask: boolean) => multiHeadAttention({ numHeads: 2, keyDim: 3, useCausalMask }),
  groupQueryAttention: (useCausalMask: boolean) =>
    groupQueryAttention({ headDim: 3, numQueryHeads: 4, numKeyValueHeads: 2, useCausalMask }),
}
const names = ["attention", "additiveAttention", "multiHeadAttention", "groupQueryAttention"] as const

/** Tokens of which 0 is padding, attending to each other. */
const net = (name: (typeof names)[number], useCausalMask = false) => {
  const tokens = input({ shape: ["T"], dtype: "int32" })
  const x = embedding({ inputDim: 9, outputDim: 4, maskZero: true })(tokens)
  return model({ inputs: tokens, outputs: layers[name](useCausalMask)([x, x]) })
}
const ints = (values: number[]) => tensor(values, [1, values.length], "int32")
const steps = (values: unknown): number[][] => {
  const [sample] = Array.isArray(values) ? values : []
  return Array.isArray(sample) ? sample.map(step => (Array.isArray(step) ? step.map(Number) : [])) : []
}
const close = (found: number[][], expected: number[][]) => {
  expect(found.length).toBe(expected.length)
  for (const [at, value] of expected.flat().entries()) expect(found.flat()[at]).toBeCloseTo(value, 5)
}

test.each(names)("%s does not see padding", name => {
  const own = net(name)
  const short = steps(own.predict(ints([3, 5, 7])).arraySync())
  const padded = steps(own.predict(ints([3, 5, 7, 0, 0])).arraySync())
  close(padded.slice(0, 3), short)
})

test.each(names)("%s with a causal mask does not see what comes later, and without one does", name => {
  const [causal, free] = [net(name, true), net(name)]
  const seen = (own: typeof causal, last: number) => steps(own.predict(ints([3, 5, last])).arraySync()).slice(0, 2)
  close(seen(causal, 8), seen(causal, 7))
  expect(seen(free, 8)).not.toEqual(seen(free, 7))
})

test.each(names)("a model with %s learns, and comes back from a file", async name => {
  const x = input({ shape: [5, 4] })
  const own = model({ inputs: x, outputs: dense({ units: 2 })(layers[name](false)([x, x])) })
  const data = tensor(
    Float32Array.from({ length: 120 }, (_, at) => Math.sin(at * at)),
    [6, 5, 4],
  )
  const labels = tensor(
    Float32Array.from({ length: 60 }, (_, at) => Math.cos(at)),
    [6, 5, 2],
  )
  const { history } = await own
    .compile({ optimizer: "adam", loss: "meanSquaredError" })
    .fit(data, labels, { epochs: 20, verbose: 0 })
  const losses = history.loss.map(Number)
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0)
  const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
  await own.save(path)
  const loaded = await loadModel(path, { inputs: ["B", 5, 4], outputs: ["B", 5, 2] })
  expect(loaded.predict(data).arraySync()).toEqual(own.predict(data).arraySync())
})
