import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { difference, on, randomTensor, withoutRepairs } from "./both.js"
import { operands, swapped } from "./products.js"

const bools = [false, true]
const near = 1e-5

/** `[batch of a, batch of b]`, with sizes on both sides of every threshold, and none a multiple of 4 but by chance. */
const batches = [
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [[3], [1]],
  [[1], [3]],
  [[3], []],
  [
    [2, 1],
    [1, 3],
  ],
  [[2, 3], [3]],
]
const sizes = [
  [1, 1, 1],
  [1, 5, 7],
  [2, 17, 3],
  [9, 33, 1],
  [9, 17, 19],
  [37, 13, 23],
  [5, 1, 6],
  [67, 35, 41],
]

for (const transposeA of bools) {
  for (const transposeB of bools) {
    test(`matMul agrees with cpu, transposeA=${transposeA}, transposeB=${transposeB}`, async () => {
      for (const [leadA = [], leadB = []] of batches) {
        for (const [rows = 0, shared = 0, columns = 0] of sizes) {
          const shapes = operands(rows, shared, columns, leadA, leadB)
          const a = randomTensor(transposeA ? swapped(shapes.a) : shapes.a)
          const b = randomTensor(transposeB ? swapped(shapes.b) : shapes.b)
          const multiply = () => tf.matMul(a, b, transposeA, transposeB)
          const wanted = await on("cpu", multiply)
          expect(difference(await on("wasm", multiply), wanted), `[${a.shape}] x [${b.shape}]`).toBeLessThan(near)
          tf.dispose([a, b])
        }
      }
    })
  }
}

test("sizes past what is packed at once, and no multiple of it, agree with cpu", async () => {
  for (const [rows = 0, shared = 0, columns = 0] of [
    [70, 259, 9],
    [5, 513, 521],
    [131, 3, 1030],
  ]) {
    for (const index of [0, 1, 2, 3]) {
      const [transposeA, transposeB] = [index % 2 === 1, index > 1]
      const a = randomTensor(transposeA ? [shared, rows] : [rows, shared])
      const b = randomTensor(transposeB ? [columns, shared] : [shared, columns])
      const bias = randomTensor([columns])
      const multiply = () => tf.fused.matMul({ a, b, transposeA, transposeB, bias })
      expect(difference(await on("wasm", multiply), await on("cpu", multiply))).toBeLessThan(5 * near)
    }
  }
})

test("one-hot rows and columns agree with cpu, and what is not finite stays seen", async () => {
  const labels = tf.tensor1d([3, 39, 0, 3, 17, 21, 39, 1, 1, 5, 6, 38, 2, 30, 31, 32, 33, 9, 8, 7], "int32")
  const hot = tf.oneHot(labels, 40, 1.5, 0, "float32")
  const [weights, dy] = [randomTensor([40, 37]), randomTensor([20, 37])]
  const both = () => tf.concat([tf.matMul(hot, weights), tf.matMul(hot, dy, true)])
  expect(difference(await on("wasm", both), await on("cpu", both))).toBeLessThan(near)
  const spoilt = weights.where(
    tf
      .range(0, 40 * 37)
      .reshape([40, 37])
      .notEqual(tf.scalar(7)),
    tf.scalar(Number.NaN),
  )
  const seen = Array.from(await on("wasm", () => tf.matMul(hot, spoilt).isNaN()))
  expect(seen.reduce((sum, value) => sum + value, 0)).toBe(20)
})

test("an empty batch and empty rows give empty products, and an empty inner axis zeros", async () => {
  await useBackend("wasm")
  expect(tf.matMul(tf.zeros([0, 5]), tf.zeros([5, 7])).shape).toEqual([0, 7])
  expect(tf.matMul(tf.zeros([0, 3, 5]), tf.zeros([0, 7, 5]), false, true).shape).toEqual([0, 3, 7])
  expect(Array.from(tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 2])).dataSync())).toEqual([0, 0, 0, 0])
  const bias = tf.tensor1d([1, -2])
  const fused = tf.fused.matMul({ a: tf.zeros([2, 0]), b: tf.zeros([0, 2]), bias, activation: "relu" })
  expect(Array.from(fused.dataSync())).toEqual([1, 0, 1, 0])
})

test("fault: batch axes broadcast on both sides give too few numbers, on cpu too", async () => {
  const [a, b] = [tf.ones([2, 1, 2, 2]), tf.ones([1, 3, 2, 2])]
  const multiply = () => tf.matMul(a, b)
  expect((await withoutRepairs(() => on("wasm", multiply))).length).toBe(12)
  expect((await withoutRepairs(() => on("cpu", multiply))).length).toBe(12)
  for (const backend of ["wasm", "cpu"] as const) {
    expect(Array.from(await on(backend, multiply))).toEqual(Array(24).fill(2))
  }
  const [left, right] = [randomTensor([2, 1, 3, 5]), randomTensor([1, 3, 5, 2])]
  const oneByOne = () =>
    tf.stack(tf.unstack(left).flatMap(x => tf.unstack(right.squeeze([0])).map(y => tf.matMul(x.squeeze([0]), y))))
  for (const backend of ["wasm", "cpu"] as const) {
    const found = await on(backend, () => tf.matMul(left, right))
    expect(difference(found, await on(backend, oneByOne))).toBeLessThan(near)
  }
})

test("fault: the gradient of a broadcast batch has the wrong shape", async () => {
  await useBackend("wasm")
  const [a, b] = [randomTensor([4, 9, 5]), randomTensor([5, 3])]
  const gradient = () => tf.grad((weights: tf.Tensor) => tf.matMul(a, weights).square())(b)
  await expect(withoutRepairs(async () => gradient())).rejects.toThrow(/does not match the shape of the input/)
  const flat = () => tf.grad((weights: tf.Tensor) => tf.matMul(a.reshape([36, 5]), weights).square())(b)
  expect(difference(await on("wasm", gradient), await on("cpu", flat))).toBeLessThan(near)
})

test("int32 products agree with cpu, which wasm refuses without the repair", async () => {
  for (const [leadA, leadB] of [
    [[], []],
    [[2], [2]],
    [[2], []],
    [
      [2, 1],
      [1, 3],
    ],
  ]) {
    for (const index of [0, 1, 2, 3]) {
      const [transposeA, transposeB] = [index % 2 === 1, index > 1]
      const shapes = operands(3, 5, 7, leadA ?? [], leadB ?? [])
      const a = randomTensor(transposeA ? swapped(shapes.a) : shapes.a, "int32")
      const b = randomTensor(transposeB ? swapped(shapes.b) : shapes.b, "int32")
      const multiply = () => tf.matMul(a, b, transposeA, transposeB)
      expect(Array.from(await on("wasm", multiply))).toEqual(Array.from(await on("cpu", multiply)))
      await expect(withoutRepairs(() => on("wasm", multiply))).rejects.toThrow()
    }
  }
})

test("weights used again under another shape are multiplied as that shape", async () => {
  const weights = randomTensor([4, 6])
  const [x, y] = [randomTensor([3, 4]), randomTensor([3, 6])]
  const twice = () => tf.concat([tf.matMul(x, weights), tf.matMul(y, weights.reshape([6, 4]))], 1)
  expect(difference(await on("wasm", twice), await on("cpu", twice))).toBeLessThan(near)
})

test("products leave no memory behind", async () => {
  await useBackend("wasm")
  const [a, b] = [randomTensor([3, 20, 20]), randomTensor([3, 20, 20])]
  const multiply = () => {
    for (const index of [0, 1, 2, 3]) tf.matMul(a, b, index % 2 === 1, index > 1).dispose()
    tf.fused.matMul({ a, b, transposeB: true, bias: tf.ones([20]), activation: "relu" }).dispose()
  }
  tf.tidy(multiply)
  const before = [tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]
  for (let round = 0; round < 50; round++) tf.tidy(multiply)
  expect([tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]).toEqual(before)
})
