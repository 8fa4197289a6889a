import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { ShapeError } from "../../src/core/error.js"
import { adadelta, adagrad, adam, adamax, adamW, lion, nadam, rmsprop, sgd } from "../../src/train/optimizers.js"
import { settingsOf } from "../../src/train/optimizerSettings.js"
import { isSchedule, rateAt } from "../../src/train/rateAt.js"
import { schedules } from "../../src/train/schedules.js"
import { learningRateOf, setLearningRate, tfjsOptimizer } from "../../src/train/tfjsOptimizer.js"
import { difference } from "../backend/both.js"
import { fixture, tensorOf } from "./fixture.js"

const make = { sgd, adam, adamW, adamax, nadam, lion, adagrad, adadelta, rmsprop }

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  const rows = [...fixture.optimizers, ...fixture.optimizerOptions].map(
    row => [`${row.name} ${JSON.stringify(row.options)}`, row] as const,
  )
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

const scheduled = fixture.schedules.map(row => [`${row.name} ${JSON.stringify(row.options)}`, row] as const)
test.each(scheduled)("%s as Keras", (_, { name, options, rates }) => {
  const make: unknown = Reflect.get(schedules, name)
  const schedule: unknown = typeof make === "function" ? make(options) : undefined
  if (!isSchedule(schedule)) throw new Error(`${name} gives no schedule`)
  expect(
    difference(
      rates.map(({ step }) => rateAt(schedule, step)),
      rates.map(({ rate }) => rate),
    ),
  ).toBeLessThan(1e-6)
})

test("an optimizer goes by its schedule, which cannot be set", () => {
  const learningRate = schedules.piecewiseConstantDecay({ boundaries: [0, 2], values: [1, 0.5, 0.25] })
  const optimizer = tfjsOptimizer(sgd({ learningRate }))
  const weight = tf.variable(tf.tensor1d([0]))
  const rates = Array.from({ length: 4 }, () => {
    const before = weight.dataSync()[0] ?? 0
    optimizer.minimize(() => weight.sum().asScalar())
    return before - (weight.dataSync()[0] ?? 0)
  })
  expect(rates).toEqual([1, 0.5, 0.5, 0.25])
  expect(learningRateOf(optimizer)).toBe(0.25)
  expect(() => setLearningRate(optimizer, 1)).toThrow(
    "learningRate is a schedule (PiecewiseConstantDecay), which cannot be set; give the optimizer a number",
  )
  optimizer.dispose()
  weight.dispose()
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
    config: {
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      amsgrad: false,
      weightDecay: null,
      clipnorm: null,
      globalClipnorm: null,
      clipvalue: null,
    },
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
    [
      /^adam has no option momentum; it has learningRate, weightDecay, clipnorm, globalClipnorm, clipvalue, beta1, beta2, epsilon, amsgrad$/,
      () => adam(JSON.parse('{"momentum":1}')),
    ],
    [/^adam has no option beta_1; did you mean beta1\?$/, () => adam(JSON.parse('{"beta_1":1}'))],
    [/^clipvalue cannot stand beside clipnorm; clip in one way$/, () => adam({ clipnorm: 1, clipvalue: 1 })],
    [/^weightDecay must be a finite number of 0 or more, got -1$/, () => adamW({ weightDecay: -1 })],
    [
      /^exponentialDecay needs the option decaySteps$/,
      () => schedules.exponentialDecay(JSON.parse('{"initialLearningRate":1,"decayRate":0.5}')),
    ],
    [
      /^values must be 3, one more than boundaries, got 2$/,
      () => schedules.piecewiseConstantDecay(JSON.parse('{"boundaries":[1,2],"values":[1,2]}')),
    ],
    [/^adam takes an object of options, got 0.1$/, () => adam(JSON.parse("0.1"))],
    [/^optimizer must be one of sgd, adam, .*, got "adamm"; did you mean adam\?$/, () => settingsOf("adamm")],
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
