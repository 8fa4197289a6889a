import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { difference, on, random, randomTensor, withoutRepairs } from "./both.js"

const naive = (x: tf.Tensor, ids: tf.Tensor, segments: number) => {
  const [values, rows] = [x.dataSync(), ids.dataSync()]
  const width = values.length / rows.length
  const out = Array<number>(segments * width).fill(0)
  for (const [row, segment] of rows.entries()) {
    for (let index = 0; index < width; index++) {
      const place = segment * width + index
      if (segment >= 0 && segment < segments) out[place] = (out[place] ?? 0) + (values[row * width + index] ?? 0)
    }
  }
  return out
}

for (const backend of ["wasm", "cpu"] as const) {
  test(`rows are added by segment on ${backend}, for any rank`, async () => {
    await useBackend(backend)
    for (const [shape, idRank] of [
      [[7], 1],
      [[7, 3], 1],
      [[5, 2, 3], 1],
      [[5, 2, 3], 2],
      [[1, 9], 1],
    ] as const) {
      const x = randomTensor([...shape])
      const idShape = shape.slice(0, idRank)
      const drawn = Array.from({ length: tf.util.sizeFromShape(idShape) }, () => random(7) - 1)
      const ids = tf.tensor(drawn, idShape, "int32")
      const out = tf.engine().runKernel("UnsortedSegmentSum", { x, segmentIds: ids }, { numSegments: 5 })
      if (Array.isArray(out)) throw new Error("one tensor expected")
      const sums = tf.engine().makeTensorFromTensorInfo(out)
      expect(sums.shape).toEqual([5, ...shape.slice(idRank)])
      expect(difference(sums.dataSync(), naive(x, ids, 5))).toBeLessThan(1e-5)
    }
    const none = tf.unsortedSegmentSum(tf.zeros([0, 3]), tf.tensor1d([], "int32"), 2)
    expect(none.arraySync()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
  })
}

test("fault: gather has no gradient on wasm", async () => {
  const table = randomTensor([6, 3])
  const rows = tf.tensor2d(
    [
      [0, 5, 5],
      [2, 0, 5],
    ],
    [2, 3],
    "int32",
  )
  const gradient = () => tf.grad((x: tf.Tensor) => tf.gather(x, rows).square())(table)
  await expect(withoutRepairs(() => on("wasm", gradient))).rejects.toThrow(/UnsortedSegmentSum/)
  const wanted = await withoutRepairs(() => on("cpu", gradient))
  expect(difference(await on("wasm", gradient), wanted)).toBeLessThan(1e-5)
  expect(difference(await on("cpu", gradient), wanted)).toBeLessThan(1e-5)
})
