import "../../../src/backend/register.js"
import "../../../src/backend/start.js"
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { SpectralNormalization } from "../../../src/backend/layers/spectralNormalization.js"

const tensorOf = (output: unknown): tf.Tensor => {
  if (!(output instanceof tf.Tensor)) throw new Error("expected a tensor")
  return output
}
const normal = (x: tf.Tensor): number => {
  // By many products, the greatest singular value of a matrix.
  let v = tf.ones([1, x.shape[1] ?? 1])
  for (let turn = 0; turn < 200; turn++) {
    const next = tf.matMul(tf.matMul(v, x, false, true), x)
    v = next.div(next.norm())
  }
  return tf.matMul(v, x, false, true).norm().dataSync()[0] ?? 0
}

test("training brings the greatest singular value of the kernel to 1, and predicting leaves it", () => {
  const layer = new SpectralNormalization({ layer: tf.layers.dense({ units: 4 }), powerIterations: 50 })
  const x = tf.randomUniform([2, 6], -1, 1, "float32", 3)
  const before = tensorOf(layer.apply(x)).arraySync()
  layer.layer.setWeights([tf.randomUniform([6, 4], -3, 3, "float32", 4), tf.zeros([4])])
  const free = normal(layer.layer.getWeights()[0] ?? tf.scalar(0))
  expect(free).toBeGreaterThan(2)
  const plain = tensorOf(layer.apply(x))
  const bounded = tensorOf(layer.apply(x, { training: true }))
  expect(normal(layer.layer.getWeights()[0] ?? tf.scalar(0))).toBeCloseTo(1, 4)
  expect(bounded.mul(free).sub(plain).abs().max().dataSync()[0]).toBeLessThan(1e-3)
  expect(tensorOf(layer.apply(x)).arraySync()).toEqual(bounded.arraySync())
  expect(before).not.toEqual(bounded.arraySync())
})

test("a kernel of zeros stays", () => {
  const layer = new SpectralNormalization({ layer: tf.layers.dense({ units: 3, kernelInitializer: "zeros" }) })
  const output = tensorOf(layer.apply(tf.ones([1, 2]), { training: true }))
  expect(output.arraySync()).toEqual([[0, 0, 0]])
  expect(layer.getWeights().map(weight => weight.shape)).toEqual([[2, 3], [1, 3], [3]])
})
