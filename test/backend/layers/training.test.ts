import "../../../src/backend/start.js"
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../../src/backend/start.js"
import { build, repaired } from "./builders.js"
import { difference, oracles, replay, tensorOf } from "./replay.js"

const only = (outputs: ReturnType<tf.layers.Layer["apply"]>): tf.SymbolicTensor => {
  const [first] = Array.isArray(outputs) ? outputs : [outputs]
  if (!(first instanceof tf.SymbolicTensor)) throw new Error("expected an output")
  return first
}

const configs: Record<string, Record<string, unknown>> = {
  activation: { activation: "hardSigmoid" },
  bidirectional: { layer: { layer: "gru", config: { units: 3 } } },
  conv1d: { filters: 3, kernelSize: 3, dilationRate: 2, padding: "causal" },
  conv2d: { filters: 3, kernelSize: 3, dilationRate: 2, padding: "same" },
  conv2dTranspose: { filters: 3, kernelSize: 3, dilationRate: 2 },
  dense: { units: 3 },
  depthwiseConv2d: { kernelSize: 2, dilationRate: 2, depthMultiplier: 2 },
  dot: { axes: 2 },
  groupQueryAttention: { headDim: 2, numQueryHeads: 4, numKeyValueHeads: 2 },
  gru: { units: 4, dropout: 0.1, recurrentDropout: 0.1 },
  lstm: { units: 4, dropout: 0.1, recurrentDropout: 0.1 },
  rescaling: { scale: 0.5, offset: 0.1 },
  multiHeadAttention: { numHeads: 2, keyDim: 3 },
  reshape: { targetShape: [-1] },
  separableConv2d: { filters: 3, kernelSize: 2, depthMultiplier: 2 },
  simpleRNN: { units: 4, dropout: 0.1, recurrentDropout: 0.1 },
  thresholdedReLU: { theta: 0.2 },
  timeDistributed: { layer: { layer: "lstm", config: { units: 3 } } },
}
const merges = new Set(
  "add additiveAttention attention average concatenate dot groupQueryAttention maximum minimum multiHeadAttention multiply subtract".split(
    " ",
  ),
)

test.each(Object.keys(repaired))("a model with %s learns", async name => {
  await useBackend("wasm")
  const shape =
    name === "timeDistributed" ? [3, 2, 4]
    : name.endsWith("2d") || name === "conv2dTranspose" ? [4, 5, 4]
    : [3, 4]
  const input = tf.input({ shape })
  const first = only(
    tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) }).apply(input),
  )
  const second = only(
    tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }).apply(input),
  )
  const middle = only(build(name, configs[name] ?? {}).apply(merges.has(name) ? [first, second] : first))
  const flat = middle.shape.length > 2 ? only(tf.layers.flatten().apply(middle)) : middle
  const output = only(
    tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }).apply(flat),
  )
  const model = tf.model({ inputs: input, outputs: output })
  model.compile({ optimizer: tf.train.adam(0.02), loss: "meanSquaredError" })
  const x = tf.randomUniform([8, ...shape], -1, 1, "float32", 4)
  const y = tf.randomUniform([8, 2], -1, 1, "float32", 5)
  const before = tf.memory().numTensors
  const { history } = await model.fit(x, y, { epochs: 12, batchSize: 8, verbose: 0, shuffle: false })
  const losses = (history["loss"] ?? []).map(Number)
  expect(losses.every(Number.isFinite)).toBe(true)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.9)
  // The optimizer's moments and the dropout masks of the last sequence stay; steps must not add to them.
  const after = tf.memory().numTensors
  await model.fit(x, y, { epochs: 3, batchSize: 8, verbose: 0 })
  expect(tf.memory().numTensors).toBe(after)
  expect(after).toBeGreaterThanOrEqual(before)
})

const sloped = oracles.filter(({ gradient }) => gradient !== undefined)

test.each([...new Set(sloped.map(({ layer }) => layer))])("the gradient of %s is Keras's", async name => {
  await useBackend("wasm")
  for (const oracle of sloped.filter(({ layer }) => layer === name)) {
    const { model, layer } = replay(oracle, build)
    const masks = (oracle.masks ?? []).filter(mask => mask !== null)
    const [input, ...others] = [...oracle.inputs, ...masks, ...(oracle.initialState ?? [])].map(tensorOf)
    if (input === undefined || oracle.gradient === undefined) throw new Error("a record has an input")
    layer.setWeights(oracle.weights.map(tensorOf))
    const loss = (x: tf.Tensor): tf.Scalar => {
      const outputs = model.apply([x, ...others], { training: oracle.training ?? false })
      const tensors = (Array.isArray(outputs) ? outputs : [outputs]).filter(output => output instanceof tf.Tensor)
      const parts = tensors.map((output, index) =>
        output
          .square()
          .sum()
          .mul(index + 1),
      )
      return parts.reduce((sum, part) => sum.add(part)).asScalar()
    }
    expect(difference(tf.grad(loss)(input), oracle.gradient)).toBeLessThan(2e-5)
  }
})

const weighed = oracles.filter(({ weightGradients }) => weightGradients !== undefined)

test.each([...new Set(weighed.map(({ layer }) => layer))])(
  "the gradients of the weights of %s are Keras's",
  async name => {
    for (const [backend, oracle] of weighed
      .filter(({ layer }) => layer === name)
      .flatMap(oracle => (["cpu", "wasm"] as const).map(backend => [backend, oracle] as const))) {
      await useBackend(backend)
      const { model, layer } = replay(oracle, build)
      layer.setWeights(oracle.weights.map(tensorOf))
      const masks = (oracle.masks ?? []).filter(mask => mask !== null)
      const { grads } = tf.variableGrads(() => {
        const output = model.apply([...oracle.inputs, ...masks].map(tensorOf))
        if (!(output instanceof tf.Tensor)) throw new Error("expected an output")
        return output.square().sum().asScalar()
      })
      expect(layer.trainableWeights.length).toBe(oracle.weightGradients?.length)
      for (const [index, expected] of (oracle.weightGradients ?? []).entries())
        expect(difference(grads[layer.trainableWeights[index]?.name ?? ""], expected)).toBeLessThan(2e-5)
    }
  },
)

test("dropout of inputs and states scales what it keeps, and is off when predicting", () => {
  for (const name of ["lstm", "gru", "simpleRNN"]) {
    const config = { units: 3, dropout: 0.5, recurrentDropout: 0.5, returnSequences: true }
    const layer = build(name, config)
    const x = tf.randomUniform([4, 5, 6], -1, 1, "float32", 7)
    const plain = layer.apply(x)
    const one = layer.apply(x, { training: true })
    const other = layer.apply(x, { training: true })
    const again = layer.apply(x)
    if (![plain, one, other, again].every(output => output instanceof tf.Tensor)) throw new Error("expected tensors")
    const values = (output: unknown) => (output instanceof tf.Tensor ? Array.from(output.dataSync()) : [])
    expect(values(again)).toEqual(values(plain))
    expect(values(one)).not.toEqual(values(plain))
    expect(values(one)).not.toEqual(values(other))
  }
})

test("dropout that keeps everything twice over computes with doubled inputs and states", () => {
  const doubled = (ones: tf.Tensor): tf.Tensor => ones.mul(2)
  const dropped = { units: 2, dropout: 0.5, recurrentDropout: 0.5, dropoutFunc: doubled, useBias: false }
  for (const [name, extra] of [
    ["lstm", {}],
    ["simpleRNN", {}],
    ["gru", {}],
    ["gru", { resetAfter: false }],
  ] as const) {
    const layer = build(name, { ...dropped, ...extra })
    const plain = build(name, { units: 2, useBias: false, ...extra })
    const x = tf.randomUniform([2, 1, 3], -1, 1, "float32", 9)
    const state = tf.randomUniform([2, 2], -1, 1, "float32", 10)
    const states = name === "lstm" ? [state, state] : [state]
    const found = layer.apply(x, { training: true, initialState: states })
    plain.apply(x)
    plain.setWeights(layer.getWeights().map(weight => weight.mul(2)))
    const expected = plain.apply(x, { initialState: states })
    if (!(found instanceof tf.Tensor) || !(expected instanceof tf.Tensor)) throw new Error("expected tensors")
    expect(difference(found, { shape: expected.shape, values: Array.from(expected.dataSync()) })).toBeLessThan(1e-5)
  }
})

test("a regularizer of a recurrent layer counts", () => {
  const config = { units: 3, kernelRegularizer: tf.regularizers.l2({ l2: 0.5 }) }
  for (const [name, own] of [
    ["lstm", config],
    ["gru", config],
    ["simpleRNN", config],
    ["bidirectional", { layer: { layer: "lstm", config } }],
    ["timeDistributed", { layer: { layer: "dense", config } }],
  ] as const) {
    const layer = build(name, own)
    layer.apply(tf.ones([1, 2, 2]))
    const kernels = layer.weights.filter(({ originalName }) => originalName.endsWith("/kernel"))
    const expected = kernels.reduce((sum, kernel) => sum + (kernel.read().square().sum().dataSync()[0] ?? 0) / 2, 0)
    const found = layer.calculateLosses().reduce((sum, loss) => sum + (loss.dataSync()[0] ?? 0), 0)
    expect(found).toBeCloseTo(expected, 4)
    expect(found).toBeGreaterThan(0)
  }
})
