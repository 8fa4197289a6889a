/** One pass over a weight gives what the formula over tensors gives. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { setTensorKernels } from "../../src/backend/kernels/tensors.js"
import { setRepairs } from "../../src/backend/repairs.js"
import { useBackend } from "../../src/backend/start.js"
import { adam } from "../../src/train/optimizers.js"
import { tfjsOptimizer } from "../../src/train/tfjsOptimizer.js"

const kernels = () => tf.profile(() => step()).then(({ kernelNames }) => kernelNames)
const step = () => {
  const weight = tf.variable(tf.ones([5]))
  tfjsOptimizer(adam()).minimize(() => weight.square().sum().asScalar(), false, [weight])
  return weight
}

const trained = (size: number) =>
  tf.tidy(() => {
    const at = (phase: number) =>
      tf.tensor1d(Float32Array.from({ length: size }, (_, index) => Math.sin(index + phase)))
    const weight = tf.variable(at(0))
    const before = weight.clone()
    const optimizer = tfjsOptimizer(adam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 1e-4 }))
    for (let count = 0; count < 5; count++) {
      const gradient = at(count)
      optimizer.minimize(() => weight.mul(gradient).sum().asScalar(), false, [weight])
    }
    const values = [weight.dataSync().slice(), before.dataSync().slice()]
    optimizer.dispose()
    weight.dispose()
    return values
  })

test("the values are those of the formula, at sizes that are no multiple of 4 too; clones keep the old ones", async () => {
  await useBackend("wasm")
  for (const size of [1, 3, 4, 7, 64, 1001]) {
    const [fused, clone] = trained(size)
    setTensorKernels(false)
    const [plain, begin] = trained(size)
    setTensorKernels(true)
    expect(clone).toEqual(begin)
    expect(fused).toEqual(plain)
    expect(fused).not.toEqual(begin)
  }
})

test("the kernel is used with the repairs on, and not with them off", async () => {
  await useBackend("wasm")
  expect(await kernels()).toContain("ShapeproofAdam")
  setRepairs(false)
  const names = await kernels()
  setRepairs(true)
  expect(names).not.toContain("ShapeproofAdam")
})
