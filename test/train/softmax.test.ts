/** Crossentropy from what softmax was given, as Keras computes it when softmax is the last activation. */
import * as tf from "@tensorflow/tfjs"
import { beforeEach, describe, expect, test } from "vitest"
import { dense, input, model, softmax, tensor } from "../../src/index.js"
import { setTensorKernels } from "../../src/backend/kernels/tensors.js"
import { withLogits } from "../../src/backend/softmax.js"
import { useBackend } from "../../src/backend/start.js"
import { lossNamed } from "../../src/train/losses.js"
import { difference, randomTensor, withoutRepairs } from "../backend/both.js"

const both = ["categoricalCrossentropy", "sparseCategoricalCrossentropy"] as const

const truthOf = (loss: (typeof both)[number], labels: tf.Tensor, classes: number) =>
  loss === "categoricalCrossentropy" ? tf.oneHot(labels, classes).toFloat() : labels

const fromLogits = (loss: (typeof both)[number], truth: tf.Tensor, z: tf.Tensor): tf.Tensor =>
  lossNamed(loss)(truth, tf.softmax(z), z)

describe.each([
  ["wasm", true],
  ["wasm", false],
  ["cpu", false],
] as const)("on %s, with our kernels: %s", (backend, kernels) => {
  beforeEach(async () => {
    setTensorKernels(kernels)
    await useBackend(backend)
  })

  test.each(both)("%s and its gradient are those of the probabilities", loss => {
    for (const shape of [
      [1, 2],
      [5, 3],
      [3, 4, 7],
      [33, 17],
      [2, 130],
    ]) {
      tf.tidy(() => {
        const classes = shape.at(-1) ?? 1
        const z = randomTensor(shape)
        const labels = tf
          .range(0, z.size / classes, 1, "int32")
          .mod(tf.scalar(classes, "int32"))
          .reshape(shape.slice(0, -1))
        const truth = truthOf(loss, labels.toInt(), classes)
        const factors = tf.linspace(-1, 2, z.size / classes).reshape(shape.slice(0, -1))
        const found = tf.valueAndGrad((x: tf.Tensor) => fromLogits(loss, truth, x).mul(factors).sum())(z)
        const wanted = tf.valueAndGrad((x: tf.Tensor) => lossNamed(loss)(truth, tf.softmax(x)).mul(factors).sum())(z)
        expect(difference(found.value.dataSync(), wanted.value.dataSync())).toBeLessThan(1e-5)
        expect(difference(found.grad.dataSync(), wanted.grad.dataSync())).toBeLessThan(1e-5)
      })
    }
  })

  test("shares that sum to another number than 1, and an empty batch", () => {
    const z = tf.tensor2d([[0, 1, 2]])
    const truth = tf.tensor2d([[0.5, 0, 1]])
    const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => fromLogits("categoricalCrossentropy", truth, x).sum())(z)
    const total = Math.log(1 + Math.E + Math.E ** 2)
    expect(value.dataSync()[0]).toBeCloseTo(1.5 * total - 2, 5)
    const slopes = [0, 1, 2].map((power, index) => 1.5 * Math.exp(power - total) - ([0.5, 0, 1][index] ?? 0))
    expect(difference(grad.dataSync(), slopes)).toBeLessThan(1e-5)
    expect(fromLogits("sparseCategoricalCrossentropy", tf.zeros([0], "int32"), tf.zeros([0, 4])).shape).toEqual([0])
  })

  test.each(both)("fault: a confident mistake costs no more than 16.1, and is not learnt from: %s", async loss => {
    const [value, gradient] = confident(loss)
    // As Keras 3.15 with TensorFlow gives for these.
    expect(value).toBeCloseTo(100, 3)
    expect(difference(gradient, [-1, 0, 1])).toBeLessThan(1e-6)
    const [clipped, none] = await withoutRepairs(async () => {
      await useBackend("cpu")
      return confident(loss)
    })
    expect(clipped).toBeCloseTo(16.118, 2)
    expect(Array.from(none, Math.abs)).toEqual([0, 0, 0])
  })

  test("a label that is no class gives NaN there, and only there", () => {
    const labels = tf.tensor1d([0, 3, -1, 2], "int32")
    const values = fromLogits("sparseCategoricalCrossentropy", labels, randomTensor([4, 3])).dataSync()
    expect(Array.from(values, Number.isNaN)).toEqual([false, true, true, false])
  })

  test("training takes it from a dense layer and from the layer softmax, and leaves nothing behind", async () => {
    const x = input({ shape: [2] })
    const weights = [
      tensor([
        [0, 50, 100],
        [0, 0, 0],
      ]),
      tensor([0, 0, 0]),
    ]
    const [data, labels] = [tensor([[1, 0]]), tensor([0])]
    for (const net of [
      model({ inputs: x, outputs: dense({ units: 3, activation: "softmax" })(x) }),
      model({ inputs: x, outputs: softmax()(dense({ units: 3 })(x)) }),
    ]) {
      net.setWeights(weights)
      const trained = net.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" })
      expect((await trained.evaluate(data, labels)).loss).toBeCloseTo(100, 3)
      await trained.trainOnBatch(data, labels)
      const { numTensors } = tf.memory()
      expect((await trained.trainOnBatch(data, labels)).loss).toBeLessThan(100)
      expect(tf.memory().numTensors).toBe(numTensors)
    }
  })
})

describe.each(["wasm", "cpu"] as const)("binary crossentropy of a sigmoid, on %s", backend => {
  test("a confident mistake costs what it should, and is learnt from", async () => {
    await useBackend(backend)
    const x = input({ shape: [1] })
    const net = model({ inputs: x, outputs: dense({ units: 1, activation: "sigmoid" })(x) })
    net.setWeights([tensor([[60]]), tensor([0])])
    const trained = net.compile({ optimizer: "sgd", loss: "binaryCrossentropy" })
    const [data, no] = [tensor([[1]]), tensor([[0]])]
    expect((await trained.evaluate(data, no)).loss).toBeCloseTo(60, 3)
    await trained.trainOnBatch(data, no)
    // The gradient is sigmoid(60) - 0 = 1, for the kernel and for the bias, and the rate 0.01.
    expect(net.getWeights().map(weight => weight.dataSync()[0])).toEqual([
      expect.closeTo(59.99, 4),
      expect.closeTo(-0.01, 4),
    ])
  })

  test("what a softmax was given is nothing for a binary loss", async () => {
    await useBackend(backend)
    const x = input({ shape: [2] })
    const net = model({ inputs: x, outputs: softmax()(x) })
    const trained = net.compile({ optimizer: "sgd", loss: "binaryCrossentropy" })
    const { loss } = await trained.evaluate(tensor([[1, 0]]), tensor([[1, 0]]))
    expect(loss).toBeCloseTo(Math.log1p(Math.exp(-1)), 5)
  })
})

const activated = (x: tf.Tensor): tf.Tensor => {
  const out = tf.layers.activation({ activation: "softmax" }).apply(x)
  if (out instanceof tf.Tensor) return out
  throw new Error("one tensor expected")
}

const confident = (loss: (typeof both)[number]): readonly [number, ArrayLike<number>] => {
  const truth = truthOf(loss, tf.tensor1d([0], "int32"), 3)
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) =>
    withLogits(
      () => activated(x),
      (probabilities, logitsOf) => lossNamed(loss)(truth, probabilities, logitsOf(probabilities, "softmax")).sum(),
    ),
  )(tf.tensor2d([[0, 50, 100]]))
  return [value.dataSync()[0] ?? Number.NaN, grad.dataSync()]
}
