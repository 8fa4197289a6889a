/** What tfjs computes wrongly over volumes, or brings images to wrongly; and ours. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import "../../src/backend/register.js"
import { build } from "../../src/core/build.js"
import { useBackend } from "../../src/backend/start.js"
import { difference, on, random, randomTensor } from "./both.js"

const outputOf = (layer: tf.layers.Layer, x: tf.Tensor) => {
  const y = layer.apply(x)
  if (y instanceof tf.Tensor) return y
  throw new Error("one tensor expected")
}

const ones = { kernelInitializer: "ones" } as const

test("fault: conv3d on cpu begins at the wrong element where strides step over elements", async () => {
  const x = tf.tensor5d([1, 2, 3, 4, 5, 6], [1, 6, 1, 1, 1])
  const config = { filters: 1, kernelSize: [1, 1, 1], strides: [2, 1, 1], padding: "same", ...ones }
  const plain = () => tf.conv3d(x, tf.ones([1, 1, 1, 1, 1]), [2, 1, 1], "same")
  expect(Array.from(await on("cpu", plain))).toEqual([2, 4, 6])
  for (const backend of ["cpu", "wasm"] as const) {
    const own = () => outputOf(build("Conv3D", config), x)
    expect(Array.from(await on(backend, own))).toEqual([1, 3, 5])
  }
})

test("fault: conv3dTranspose on cpu puts what it gives at the wrong place where strides step over elements", async () => {
  const x = tf.tensor5d([1, 2, 3], [1, 3, 1, 1, 1])
  const config = { filters: 1, kernelSize: [1, 1, 1], strides: [2, 1, 1], padding: "same", ...ones }
  const plain = () => tf.conv3dTranspose(x, tf.ones([1, 1, 1, 1, 1]), [1, 6, 1, 1, 1], [2, 1, 1], "same")
  expect(Array.from(await on("cpu", plain))).toEqual([0, 1, 0, 2, 0, 3])
  for (const backend of ["cpu", "wasm"] as const) {
    const own = () => outputOf(build("Conv3DTranspose", config), x)
    expect(Array.from(await on(backend, own))).toEqual([1, 0, 2, 0, 3, 0])
  }
})

const weighted = (of: (value: tf.Tensor) => tf.Tensor) => (value: tf.Tensor) => {
  const y = of(value)
  return y
    .mul(tf.linspace(-1, 2, y.size).reshape(y.shape))
    .sum()
    .asScalar()
}

const pools = [
  // tfjs's gradient of the largest value is wrong, see below; Keras's own is in the fixtures.
  ["AveragePooling3D", tf.avgPool3d, true],
  ["MaxPooling3D", tf.maxPool3d, false],
] as const

test.each(pools)("%s is tfjs's pooling of volumes inside, where tfjs is right", async (kind, pool, isTrained) => {
  for (let round = 0; round < 12; round++) {
    const sizes = [0, 1, 2].map(() => 3 + random(4))
    const x = randomTensor([1 + random(2), ...sizes, 1 + random(3)])
    const poolSize: [number, number, number] = [1 + random(3), 1 + random(3), 1 + random(3)]
    const strides: [number, number, number] = [1 + random(3), 1 + random(3), 1 + random(3)]
    const plain = (value: tf.Tensor) => pool(value.as5D(...five(x.shape)), poolSize, strides, "valid")
    const own = (value: tf.Tensor) => outputOf(build(kind, { poolSize, strides, padding: "valid" }), value)
    const all = (of: (value: tf.Tensor) => tf.Tensor) => () =>
      tf.concat([of(x).flatten(), ...(isTrained ? [tf.grad(weighted(of))(x).flatten()] : [])])
    const wanted = await on("cpu", all(plain))
    for (const backend of ["cpu", "wasm"] as const) {
      const what = `[${x.shape}] by ${poolSize} and ${strides} on ${backend}`
      expect(difference(await on(backend, all(own)), wanted), what).toBeLessThan(1e-5)
    }
  }
})

test("fault: the gradient of maxPool3d is lost where a window is higher than it is wide", async () => {
  const x = tf.tensor5d([1, 2, 3], [1, 1, 3, 1, 1])
  const plain = () =>
    tf.grad((value: tf.Tensor) => tf.maxPool3d(value.as5D(1, 1, 3, 1, 1), [1, 3, 1], 1, "valid").sum())(x)
  expect(Array.from(await on("cpu", plain))).toEqual([0, 0, 0])
  const layer = build("MaxPooling3D", { poolSize: [1, 3, 1], strides: 1 })
  for (const backend of ["cpu", "wasm"] as const) {
    const own = () => tf.grad((value: tf.Tensor) => outputOf(layer, value).sum())(x)
    expect(Array.from(await on(backend, own))).toEqual([0, 0, 1])
  }
})

const five = ([a = 1, b = 1, c = 1, d = 1, e = 1]: number[]): [number, number, number, number, number] => [
  a,
  b,
  c,
  d,
  e,
]

/** tfjs's own classes, which ours replace under their names. */
const plain = { resizing: tf.layers.resizing, centerCrop: tf.layers.centerCrop }

test("fault: tfjs's resizing in a model takes the width for channels", async () => {
  await useBackend("wasm")
  const image = () => tf.input({ shape: [5, 6, 3] })
  expect(shapeOf(plain.resizing({ height: 3, width: 4 }), image())).toEqual([3, 4, 6])
  expect(shapeOf(build("Resizing", { height: 3, width: 4 }), image())).toEqual([null, 3, 4, 3])
})

test("fault: a model with tfjs's centerCrop refuses the images that it was made for", async () => {
  await useBackend("wasm")
  const predicted = (layer: tf.layers.Layer) => {
    const inputs = tf.input({ shape: [5, 6, 3] })
    const outputs = layer.apply(inputs)
    if (!(outputs instanceof tf.SymbolicTensor)) throw new Error("one tensor expected")
    const y = tf.model({ inputs, outputs }).predict(tf.ones([2, 5, 6, 3]))
    return y instanceof tf.Tensor ? y.shape : []
  }
  expect(() => predicted(plain.centerCrop({ height: 3, width: 4 }))).toThrow(/shape/)
  expect(predicted(build("CenterCrop", { height: 3, width: 4 }))).toEqual([2, 3, 4, 3])
})

const shapeOf = (layer: tf.layers.Layer, x: tf.SymbolicTensor) => {
  const y = layer.apply(x)
  return y instanceof tf.SymbolicTensor ? y.shape : []
}
