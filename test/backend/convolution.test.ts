import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { on, withoutRepairs } from "./both.js"
import {
  type Case,
  type Convolve,
  difference,
  drawn,
  pair,
  rank4,
  rank5,
  triple,
  valueAndGradients,
} from "./convolutions.js"

const near = 1e-5

const kinds: [string, number, (given: Case) => Convolve][] = [
  [
    "conv2d",
    2,
    ({ strides, pad }) =>
      (x, filter) =>
        tf.conv2d(rank4(x), rank4(filter), pair(strides), pad),
  ],
  [
    "conv3d",
    3,
    ({ strides, pad }) =>
      (x, filter) =>
        tf.conv3d(rank5(x), rank5(filter), triple(strides), pad === "same" ? "same" : "valid"),
  ],
]

test.each(kinds)("%s and its gradients agree with cpu", async (name, axes, kind) => {
  for (let round = 0; round < 24; round++) {
    const given = drawn(axes, round, name === "depthwiseConv2d")
    const compute = () => valueAndGradients(given, kind(given))
    const wanted = await on("cpu", compute)
    const what = `[${given.x.shape}] with [${given.filter.shape}] ${given.pad} by ${given.strides}`
    expect(difference(await on("wasm", compute), wanted), what).toBeLessThan(near)
  }
})

test("fault: conv3d begins at the wrong element where strides step over elements", async () => {
  const x = tf.tensor5d([1, 2, 3, 4, 5, 6], [1, 6, 1, 1, 1])
  const compute = () => tf.conv3d(x, tf.ones([1, 1, 1, 1, 1]), [2, 1, 1], "same")
  expect(Array.from(await withoutRepairs(() => on("wasm", compute)))).toEqual([2, 4, 6])
  expect(Array.from(await on("wasm", compute))).toEqual([1, 3, 5])
})

test("fault: conv2d begins at the wrong element where strides step over elements", async () => {
  const x = tf.range(0, 36).as4D(1, 6, 6, 1)
  const compute = () => tf.conv2d(x, tf.ones([2, 2, 1, 1]), 3, "same")
  const wanted = Array.from(await on("cpu", compute))
  expect(Array.from(await withoutRepairs(() => on("wasm", compute)))).not.toEqual(wanted)
  expect(Array.from(await on("wasm", compute))).toEqual(wanted)
})

test("fault: conv2d and depthwiseConv2d cannot be trained on wasm", async () => {
  const given = drawn(2, 0)
  for (const convolve of [tf.conv2d, tf.depthwiseConv2d]) {
    const compute = () => valueAndGradients(given, (x, filter) => convolve(rank4(x), rank4(filter), 1, "same"))
    await expect(withoutRepairs(() => on("wasm", compute))).rejects.toThrow(/BackpropFilter|BackpropInput/)
    await on("wasm", compute)
  }
})

test("an empty batch gives an empty value, an empty gradient of the input, and zeros for the filter", async () => {
  await useBackend("wasm")
  const empty = { x: tf.zeros([0, 5, 5, 2]), filter: tf.ones([3, 3, 2, 3]) }
  for (const convolve of [tf.conv2d, tf.depthwiseConv2d]) {
    const all = valueAndGradients({ ...empty, strides: [1, 1], pad: "same" }, (x, filter) =>
      convolve(rank4(x), rank4(filter), 1, "same"),
    )
    expect(Array.from(all.dataSync())).toEqual(Array(54).fill(0))
  }
})

test("gradients leave no memory behind", async () => {
  await useBackend("wasm")
  const given = drawn(2, 1)
  const compute = () =>
    tf.tidy(() => void valueAndGradients(given, (x, filter) => tf.conv2d(rank4(x), rank4(filter), 2, "same")))
  compute()
  const before = [tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]
  for (let round = 0; round < 20; round++) compute()
  expect([tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]).toEqual(before)
})
