import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { ShapeError } from "../../src/core/error.js"
import { adadelta, adagrad, adam, adamax, rmsprop, settingsOf, sgd } from "../../src/train/optimizers.js"
import { learningRateOf, setLearningRate, tfjsOptimizer } from "../../src/train/tfjsOptimizer.js"
import { difference } from "../backend/both.js"
import { fixture, tensorOf } from "./fixture.js"

const make = { sgd, adam, adamax, adagrad, adadelta, rmsprop }

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  const rows = fixture.optimizers.map(row => [`${row.name} ${JSON.stringify(row.options)}`, row] as const)
  test.each(rows)(
    "%s as Keras, also with another learning rate halfway",
    async (_, { name, options, begin, steps }) => {
      await useBackend(backend)
      const { numTensors } = tf.memory()
      const isDefault = Object.keys(options).length === 0
      const optimizer = tfjsOptimizer(isDefault ? name : make[name](options))
      const weights = begin.map(value => tf.tidy(() => tf.variable(tensorOf(value))))
      for (const [index, step] of steps.entries()) {
        setLearningRate(optimizer, step.learningRate)
        // The gradient of the sum of g * w is g. The order of the weights differs from step to step.
        const cost = () =>
          tf.addN(weights.map((weight, at) => weight.mul(tensorOf(step.gradients[at]!)).sum())).asScalar()
        optimizer.minimize(cost, false, index % 2 === 0 ? weights : [...weights].reverse())
        for (const [at, weight] of weights.entries())
          expect(difference(weight.dataSync(), step.weights[at]!.values)).toBeLessThan(2e-6)
      }
      expect(optimizer.iterations).toBe(steps.length)
      optimizer.dispose()
      tf.dispose(weights)
      expect(tf.memory().numTensors).toBe(numTensors)
    },
  )
})

test("state outlives a tidy around a step, and weights without a gradient stay", () => {
  const optimizer = tfjsOptimizer(adam({ learningRate: 0.1 }))
  const [used, unused] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor1d([1]))]
  const cost = () => used.square().sum().asScalar()
  for (const _ of [1, 2]) tf.tidy(() => void optimizer.minimize(cost, false, [used, unused]))
  expect(used.dataSync()[0]).toBeCloseTo(0.8, 2)
  expect(unused.dataSync()[0]).toBe(1)
  optimizer.dispose()
})

test("the learning rate can be read and set, also of tfjs's own optimizers", () => {
  for (const optimizer of [tfjsOptimizer(sgd({ learningRate: 0.5 })), tf.train.sgd(0.5), tf.train.adam(0.5)]) {
    expect(learningRateOf(optimizer)).toBe(0.5)
    setLearningRate(optimizer, 0.25)
    expect(learningRateOf(optimizer)).toBe(0.25)
    const weight = tf.variable(tf.tensor1d([0]))
    optimizer.minimize(() => weight.sum().asScalar())
    expect(weight.dataSync()[0]).toBeCloseTo(-0.25, 5)
    weight.dispose()
    optimizer.dispose()
  }
})

test("settings are plain data with every option", () => {
  expect(settingsOf("adam")).toEqual({
    kind: "optimizer",
    className: "Adam",
    config: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  })
  const settings = JSON.parse(JSON.stringify(rmsprop({ centered: true })))
  const optimizer = tfjsOptimizer(settings)
  expect(optimizer.getClassName()).toBe("RMSProp")
  expect(optimizer.getConfig()).toEqual(settings.config)
})

describe("refused", () => {
  test.each<[RegExp, () => unknown]>([
    [/^learningRate must .* above 0, got 0$/, () => adam({ learningRate: 0 })],
    [/^learningRate must .*, got NaN$/, () => sgd({ learningRate: Number.NaN })],
    [/^beta1 must .*, got 1$/, () => adam({ beta1: 1 })],
    [/^beta2 must .*, got -0.1$/, () => adamax({ beta2: -0.1 })],
    [/^momentum must .*, got 2$/, () => sgd({ momentum: 2 })],
    [/^epsilon must be a finite number of 0 or more, got -1$/, () => adagrad({ epsilon: -1 })],
    [/^rho must .*, got 1.5$/, () => adadelta({ rho: 1.5 })],
    [/^adam has no option beta_1; it has learningRate, beta1, beta2, epsilon$/, () => adam(JSON.parse('{"beta_1":1}'))],
    [/^adam takes an object of options, got 0.1$/, () => adam(JSON.parse("0.1"))],
    [/^optimizer must be one of sgd, adam, .*, got "adamm"$/, () => settingsOf("adamm")],
    [
      /^learningRate must .*, got -1$/,
      () => settingsOf({ kind: "optimizer", className: "SGD", config: { learningRate: -1 } }),
    ],
  ])("%s", (sentence, call) => {
    expect(call).toThrow(sentence)
    expect(call).toThrow(ShapeError)
    expect(call).toThrow(expect.objectContaining({ code: "option" }))
  })
})
