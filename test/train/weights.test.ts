/** Activations, regularizers and initializers as Keras 3 has them. */
import * as tf from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { activationName as check } from "../../src/core/activations.js"
import { activationLayer } from "../../src/backend/layers/dense.js"
import { activationName } from "../../src/backend/layers/activations.js"
import { useBackend } from "../../src/backend/start.js"
import {
  conv2d,
  dense,
  type Initializer,
  initializers,
  input,
  model,
  regularizers,
  sgd,
  tensor,
} from "../../src/index.js"
import { difference } from "../backend/both.js"
import { fixture, type Plain, tensorOf } from "./fixture.js"

describe.each(["wasm", "cpu"] as const)("%s", backend => {
  test.each(fixture.activations.map(row => [row.name, row] as const))(
    "activation %s and its gradient as Keras",
    async (_, { name, x, y, slopes, gradient }) => {
      await useBackend(backend)
      tf.tidy(() => {
        const layer = activationLayer({ activation: activationName(name) })
        const compute = (given: tf.Tensor) => {
          const [out] = [layer.apply(given)].flat()
          if (!(out instanceof tf.Tensor)) throw new Error("one tensor expected")
          return out
        }
        expect(difference(compute(tensorOf(x)).dataSync(), y.values)).toBeLessThan(1e-5)
        const slope = tf.grad(given => compute(given).mul(tensorOf(slopes)).sum())(tensorOf(x))
        expect(difference(slope.dataSync(), gradient.values)).toBeLessThan(2e-5)
      })
    },
  )

  test.each(fixture.regularizers.map(row => [`${row.name} ${JSON.stringify(row.options)}`, row] as const))(
    "regularizer %s and its gradient as Keras",
    async (_, { name, options, weight, cost, gradient }) => {
      await useBackend(backend)
      const [rows = 1, units = 1] = weight.shape
      const kernelRegularizer = regularizers[name](options)
      const x = input({ shape: [rows] })
      const net = model({ inputs: x, outputs: dense({ units, useBias: false, kernelRegularizer })(x) })
      const data = ({ values, shape }: Plain) => tensor(Float32Array.from(values), shape)
      net.setWeights([data(weight)])
      const trained = net.compile({ optimizer: sgd({ learningRate: 1 }), loss: "meanSquaredError" })
      // Of zeros it makes zeros, which is right: what is left of the loss is the cost of the weights.
      const [none, right] = [tensor(new Float32Array(rows), [1, rows]), tensor(new Float32Array(units), [1, units])]
      expect((await trained.trainOnBatch(none, right)).loss).toBeCloseTo(cost, 6)
      const after = net.getWeights()[0]?.dataSync() ?? []
      const moved = Array.from(after, (value, index) => (weight.values[index] ?? 0) - value)
      expect(difference(moved, gradient.values)).toBeLessThan(1e-5)
    },
  )
})

test("every activation has a fixture, and silu is written as tfjs's swish", () => {
  const tested = new Set(fixture.activations.map(({ name }) => name))
  const sentence = check("none", "activation") ?? ""
  const names = /one of (.*), got/.exec(sentence)?.[1]?.split(", ") ?? []
  expect(names.length).toBeGreaterThan(20)
  expect([...tested].sort()).toEqual([...names].sort())
  expect(activationName("silu")).toBe("swish")
})

describe("initializers have the variance that Keras gives them", () => {
  /** Of 60,000 values, of which the deviation is off by 0.3 % in two thirds of all cases. */
  const deviation = (kernelInitializer: Initializer, units: number) => {
    const x = input({ shape: [60_000 / units] })
    const [kernel] = model({ inputs: x, outputs: dense({ units, useBias: false, kernelInitializer })(x) }).getWeights()
    const values = kernel?.dataSync() ?? new Float32Array()
    const most = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return { deviation: Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length), most }
  }
  const [into, out] = [300, 200]
  test.each<[string, Initializer, number]>([
    ["glorotNormal", "glorotNormal", 2 / (into + out)],
    ["glorotNormal with a seed", initializers.glorotNormal({ seed: 3 }), 2 / (into + out)],
    ["heNormal", "heNormal", 2 / into],
    ["leCunNormal", initializers.leCunNormal(), 1 / into],
    ["varianceScaling", "varianceScaling", 1 / into],
    [
      "varianceScaling, of the outputs",
      initializers.varianceScaling({ scale: 3, mode: "fanOut", distribution: "truncatedNormal" }),
      3 / out,
    ],
    [
      "varianceScaling, uniform",
      initializers.varianceScaling({ scale: 2, mode: "fanAvg", distribution: "uniform" }),
      4 / (into + out),
    ],
    ["glorotUniform", "glorotUniform", 2 / (into + out)],
    ["heUniform", "heUniform", 2 / into],
    ["leCunUniform", "leCunUniform", 1 / into],
  ])("%s", (name, initializer, variance) => {
    const { deviation: found, most } = deviation(initializer, out)
    expect(found / Math.sqrt(variance)).toBeGreaterThan(0.98)
    expect(found / Math.sqrt(variance)).toBeLessThan(1.02)
    // Uniform up to the root of 3, normal up to two deviations of what was cut.
    const bound = /[uU]niform/.test(name) ? Math.sqrt(3) : 2 / 0.8796256
    expect(most / Math.sqrt(variance)).toBeLessThan(bound * 1.0001)
    expect(most / Math.sqrt(variance)).toBeGreaterThan(bound * 0.98)
  })

  test("a seed makes kernels the same, also of convolutions", () => {
    const kernels = [1, 2].map(() => {
      const x = input({ shape: [5, 5, 2] })
      const layer = conv2d({ filters: 3, kernelSize: 2, kernelInitializer: initializers.heNormal({ seed: 4 }) })
      return Array.from(
        model({ inputs: x, outputs: layer(x) })
          .getWeights()[0]
          ?.dataSync() ?? [],
      )
    })
    expect(kernels[0]).toEqual(kernels[1])
  })
})

test("an orthogonal cost is for matrices", () => {
  const x = input({ shape: [5, 5, 2] })
  const layer = conv2d({ filters: 3, kernelSize: 2, kernelRegularizer: regularizers.orthogonal() })
  const trained = model({ inputs: x, outputs: layer(x) }).compile({ optimizer: "sgd", loss: "meanSquaredError" })
  const [data, truth] = [tensor(new Float32Array(50), [1, 5, 5, 2]), tensor(new Float32Array(48), [1, 4, 4, 3])]
  return expect(trained.trainOnBatch(data, truth)).rejects.toThrow(
    "the orthogonal regularizer needs a matrix, got a weight of rank 4",
  )
})
