/** The kernels for whole sequences against the loop over the steps on cpu. */
import * as tf from "@tensorflow/tfjs"
import { afterEach, expect, test, vi } from "vitest"
import threads from "node:worker_threads"
import { Helper, helpers } from "../../src/backend/kernels/helper.js"
import { buildFor } from "../../src/backend/kernels/loading.js"
import { sharing } from "../../src/backend/kernels/module.js"
import * as builds from "../../src/backend/kernels/sequence.wasm.js"
import { gruLayer } from "../../src/backend/layers/gru.js"
import { lstmLayer } from "../../src/backend/layers/lstm.js"
import { useBackend } from "../../src/backend/start.js"
import { random, withoutRepairs } from "./both.js"
import { cells, compare, isCell, kernelCalls, oneHot, sized } from "./sequences.js"

// Also where there is one core.
process.env["SHAPEPROOF_THREADS"] = "2"

afterEach(() => vi.restoreAllMocks())

const names = Object.keys(cells).filter(isCell)

test.each(names)("%s agrees with the loop on cpu, values and gradients", async name => {
  for (let round = 0; round < 30; round++)
    await compare(sized(name, 1 + random(7), 1 + random(6), 1 + random(19), 1 + random(19)))
})

test.each(names)("%s agrees for one step, one sample, one unit", async name => {
  for (let round = 0; round < 4; round++) await compare(sized(name, 1, 1, 1, 1))
  await compare(sized(name, 1, 9, 3, 8))
  await compare(sized(name, 5, 1, 16, 7))
})

test.each(names)("%s agrees where the gates are saturated", async name => {
  const one = sized(name, 4, 3, 5, 6, true)
  for (const weight of one.layer.weights) weight.write(weight.read().mul(10))
  await compare(one)
})

test.each(names)(
  "%s agrees when other threads take a share of the batch",
  async name => {
    await useBackend("wasm")
    helpers()
    await vi.waitFor(() => expect(helpers().length).toBeGreaterThan(0), 20_000)
    const started = vi.spyOn(Helper.prototype, "start")
    for (let round = 0; round < 2; round++) {
      started.mockClear()
      const one = sized(name, 9 + random(5), 24, 1 + random(19), name === "simpleRNN" ? 217 : 125, true)
      await compare(one, () => expect(started.mock.calls.length).toBeGreaterThan(3))
    }
  },
  120_000,
)

test("what a thread that died leaves undone is done here, and it is not asked again", async () => {
  await useBackend("wasm")
  await vi.waitFor(() => expect(helpers().length).toBeGreaterThan(0), 20_000)
  const [helper] = helpers()
  if (!helper) throw new Error("no other thread is ready")
  await helper.end()
  const started = vi.spyOn(helper, "start")
  await compare(sized("lstm", 13, 24, 7, 125, true), () => expect(started.mock.calls.length).toBe(1))
  expect(helper.isReady).toBe(false)
}, 120_000)

test("a kernel that fails in another thread fails here", async () => {
  const bytes = buildFor(builds, WebAssembly.validate)
  if (bytes === undefined) throw new Error("there is SIMD here")
  const helper = new Helper(threads, sharing(bytes))
  await vi.waitFor(() => expect(helper.isReady).toBe(true), 20_000)
  helper.start([["activateAll", 0, 2 ** 30, 2 ** 30, 1000]])
  expect(() => helper.finish()).toThrow("out of bounds")
  expect(helper.isReady).toBe(false)
  await helper.end()
}, 120_000)

test("an empty batch gives empty outputs and gradients of zero", async () => {
  await useBackend("wasm")
  for (const name of names) {
    const layer = cells[name]({ units: 3, returnSequences: true })
    layer.build([0, 4, 2])
    const weight = layer.trainableWeights[0]?.read()
    if (!(weight instanceof tf.Variable)) throw new Error("a layer has a kernel")
    const calls = kernelCalls()
    const loss = (): tf.Scalar => {
      const y = layer.apply(tf.zeros([0, 4, 2]))
      if (!(y instanceof tf.Tensor)) throw new Error("one output expected")
      expect(y.shape).toEqual([0, 4, 3])
      return y.sum().asScalar()
    }
    const { grads } = tf.variableGrads(loss, [weight])
    expect(calls()).toBe(1)
    expect(Object.values(grads)[0]?.abs().max().dataSync()[0]).toBe(0)
    vi.restoreAllMocks()
  }
})

test("a gradient of a gradient goes through the loop", async () => {
  await useBackend("wasm")
  const layer = gruLayer({ units: 2 })
  const y = (x: tf.Tensor): tf.Tensor => {
    const out = layer.apply(x)
    if (!(out instanceof tf.Tensor)) throw new Error("one output expected")
    return out.square().sum()
  }
  const twice = () =>
    tf
      .grad((x: tf.Tensor) => tf.grad(y)(x).square().sum())(tf.ones([2, 3, 2]))
      .dataSync()
  const found = twice()
  const wanted = await withoutRepairs(async () => twice())
  for (const [index, value] of wanted.entries()) expect(found[index]).toBeCloseTo(value, 5)
})

test("training leaves no tensor and no memory behind", async () => {
  await useBackend("wasm")
  const layer = lstmLayer({ units: 20, returnSequences: true, dropout: 0.2, recurrentDropout: 0.2 })
  const x = oneHot(6, 5, 9)
  layer.build(x.shape)
  const variables = layer.trainableWeights.map(weight => weight.read()).filter(weight => weight instanceof tf.Variable)
  const step = () =>
    tf.tidy(() => {
      const loss = (): tf.Scalar => {
        const y = layer.apply(x, { training: true })
        if (!(y instanceof tf.Tensor)) throw new Error("one output expected")
        return y.square().sum().asScalar()
      }
      tf.variableGrads(loss, variables)
      layer.apply(x)
    })
  const state = () => [tf.memory().numTensors, tf.memory().numDataBuffers, tf.engine().backend.numDataIds()]
  step()
  const before = state()
  for (let round = 0; round < 30; round++) step()
  expect(state()).toEqual(before)
})

test("a failing dropoutFunc leaves the next call as it was", async () => {
  await useBackend("wasm")
  const layer = lstmLayer({ units: 2, dropout: 0.5, dropoutFunc: () => "no mask" })
  expect(() => layer.apply(tf.ones([1, 2, 3]), { training: true })).toThrow("dropoutFunc must give a tensor")
  expect(layer.apply(tf.ones([1, 2, 3]))).toBeInstanceOf(tf.Tensor)
})
