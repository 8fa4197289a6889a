/** A mask of what each step sees, and the scores behind the output. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { groupQueryAttention, input, loadModel, model, multiHeadAttention, tensor } from "shapeproof"
import { expect, test } from "vitest"

const untyped = (value: unknown): any => value
const made = {
  multiHeadAttention: (more: object) => untyped(multiHeadAttention)({ numHeads: 2, keyDim: 3, ...more }),
  groupQueryAttention: (more: object) =>
    untyped(groupQueryAttention)({ headDim: 3, numQueryHeads: 4, numKeyValueHeads: 2, ...more }),
}
const names = ["multiHeadAttention", "groupQueryAttention"] as const
const x = tensor(
  Float32Array.from({ length: 2 * 5 * 4 }, (_, at) => Math.sin(at * 1.7)),
  [2, 5, 4],
)
/** Each step sees itself and those before it. */
const lower = tensor(
  Int32Array.from({ length: 25 }, (_, at) => (at % 5 <= Math.floor(at / 5) ? 1 : 0)),
  [1, 5, 5],
  "int32",
)

/** The same weights in another layer. */
const alike = (from: any, to: any) => {
  to([x, x])
  to.built.setWeights(from.built.getWeights())
  return to
}
const apart = (one: any, other: any): number => one.sub(other).abs().max().dataSync()[0]

test.each(names)("a triangle is a causal mask, for %s", name => {
  const causal = made[name]({ useCausalMask: true })
  const wanted = causal([x, x])
  const masked = alike(causal, made[name]({}))
  expect(apart(masked([x, x, x, lower]), wanted)).toBeLessThan(1e-5)
  expect(apart(masked([x, x]), wanted)).toBeGreaterThan(1e-3)
})

test.each(names)("the scores of %s are what each step sees, and the output is the same", name => {
  const plain = made[name]({})
  plain([x, x])
  const scoring = alike(plain, made[name]({ returnAttentionScores: true }))
  const [output, scores] = scoring([x, x, x, lower])
  expect(apart(output, plain([x, x, x, lower]))).toBeLessThan(1e-5)
  expect(scores.shape).toEqual([2, name === "multiHeadAttention" ? 2 : 4, 5, 5])
  const sums: number[] = Array.from(scores.sum(-1).dataSync())
  for (const sum of sums) expect(sum).toBeCloseTo(1, 5)
  expect(scores.mul(untyped(lower).toFloat().expandDims(1).mul(-1).add(1)).abs().max().dataSync()[0]).toBe(0)
})

test.each(names)("%s with a mask and scores is read again as it was written", async name => {
  const [from, seen] = [input({ shape: [5, 4] }), input({ shape: [5, 5], dtype: "bool" })]
  const outputs = made[name]({ returnAttentionScores: true })([from, from, from, seen])
  const net = model({ inputs: [from, seen], outputs: untyped(outputs) })
  const given = untyped([x, untyped(lower).tile([2, 1, 1]).cast("bool")])
  const path = join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
  await net.save(path)
  const heads = name === "multiHeadAttention" ? 2 : 4
  const loaded = await untyped(loadModel)(path, {
    inputs: [
      ["B", 5, 4],
      ["B", 5, 5],
    ],
    outputs: [
      ["B", 5, 4],
      ["B", heads, 5, 5],
    ],
  })
  const [before, after] = [untyped(net).predict(given), loaded.predict(given)]
  expect(apart(before[0], after[0])).toBe(0)
  expect(apart(before[1], after[1])).toBe(0)
  expect(apart(before[1].mul(untyped(lower).expandDims(1)), before[1])).toBe(0)
})
