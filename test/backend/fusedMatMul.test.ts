import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { difference, on, random, randomTensor, withoutRepairs } from "./both.js"
import { operands, swapped } from "./products.js"

const near = 1e-5

const kinds = ["linear", "relu", "relu6", "elu", "sigmoid", "prelu", "leakyrelu"] as const

const fusedCase = (
  lead: number[][],
  transposeA: boolean,
  transposeB: boolean,
  biasShape: (n: number) => number[],
  [rows, shared, columns] = [1 + random(40), 1 + random(40), 1 + random(40)] as const,
) => {
  const shapes = operands(rows, shared, columns, lead[0] ?? [], lead[1] ?? [])
  const a = randomTensor(transposeA ? swapped(shapes.a) : shapes.a)
  const b = randomTensor(transposeB ? swapped(shapes.b) : shapes.b)
  const shape = biasShape(columns)
  const bias = shape.length > 0 ? { bias: randomTensor(shape) } : {}
  const alpha = randomTensor([columns])
  return kinds.map(activation => () => {
    const more = activation === "prelu" ? { preluActivationWeights: alpha } : { leakyreluAlpha: 0.3 }
    return tf.fused.matMul({ a, b, transposeA, transposeB, activation, ...bias, ...more })
  })
}

test("fused matMul agrees with cpu for every transposition, batch, bias and activation", async () => {
  const biases = [() => [], (n: number) => [n], (n: number) => [1, n]]
  for (const lead of [
    [[], []],
    [[1], [1]],
    [[3], [3]],
    [[3], [1]],
    [[1], [3]],
  ]) {
    for (const index of [0, 1, 2, 3]) {
      for (const bias of biases) {
        for (const compute of fusedCase(lead, index % 2 === 1, index > 1, bias)) {
          expect(difference(await on("wasm", compute), await on("cpu", compute))).toBeLessThan(near)
        }
      }
    }
  }
})

test("fault: fused matMul with a bias is wrong when transposed or batched", async () => {
  for (const [lead, transposeB] of [
    [[[], []], true],
    [[[3], [3]], false],
  ] as const) {
    const [compute] = fusedCase(
      lead.map(axes => [...axes]),
      false,
      transposeB,
      n => [n],
      [9, 17, 19],
    )
    if (!compute) continue
    const wanted = await on("cpu", compute)
    expect(difference(await withoutRepairs(() => on("wasm", compute)), wanted)).toBeGreaterThan(0.01)
    expect(difference(await on("wasm", compute), wanted)).toBeLessThan(near)
  }
})
