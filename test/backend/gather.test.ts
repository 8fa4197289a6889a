import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { gather } from "../../src/backend/gather.js"
import { useBackend } from "../../src/backend/start.js"
import { difference, on, random, randomTensor, withoutRepairs } from "./both.js"

test("gathered rows, and what is gathered along other axes, are what cpu gives", async () => {
  for (const [shape, indexShape, axis] of [
    [[7], [5], 0],
    [[7, 3], [4], 0],
    [[9, 17], [2, 3], 0],
    [[6, 2, 16], [11], 0],
    [[6, 40], [0], 0],
    [[5, 8], [6], 1],
  ] as const) {
    for (const dtype of ["float32", "int32"] as const) {
      const drawn = Array.from({ length: tf.util.sizeFromShape([...indexShape]) }, () => random(shape[axis] ?? 1))
      const [x, indices] = [randomTensor([...shape], dtype), tf.tensor(drawn, [...indexShape], "int32")]
      const compute = () => tf.gather(x, indices, axis)
      expect(compute().dtype).toBe(dtype)
      const wanted = await withoutRepairs(() => on("cpu", compute))
      expect(difference(await on("wasm", compute), wanted)).toBe(0)
    }
  }
})

test("numbers that are no row are refused as tfjs refuses them, and leave no memory behind", async () => {
  const compute = (row: number) => () => tf.gather(tf.ones([4, 3]), tf.tensor1d([0, row], "int32"))
  await on("wasm", compute(1))
  const kept = tf.backend().numDataIds()
  for (const row of [4, -1]) await expect(on("wasm", compute(row))).rejects.toThrow(/is not in \[0, 3\]/)
  expect(tf.backend().numDataIds()).toBe(kept)
})

test("tfjs's kernel is not asked for rows", async () => {
  await useBackend("wasm")
  const kernel = gather(() => {
    throw new Error("asked")
  })
  const run = (axis: number) => () => {
    const inputs = { x: tf.ones([4, 3]), indices: tf.tensor1d([3, 0], "int32") }
    return kernel({ inputs, backend: tf.backend(), attrs: { axis, batchDims: 0 } })
  }
  expect(run(0)()).toMatchObject({ shape: [2, 3] })
  expect(run(1)).toThrow("asked")
})
