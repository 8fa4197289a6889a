/** The compiled kernels by themselves, and which layers use them. */
import * as tf from "@tensorflow/tfjs"
import { afterEach, expect, test, vi } from "vitest"
import { input, lstm, model, simpleRNN, timeDistributed, bidirectional, gru } from "../../src/index.js"
import { type Bytes, buildFor } from "../../src/backend/kernels/loading.js"
import { kernelsOf, sharing } from "../../src/backend/kernels/module.js"
import * as builds from "../../src/backend/kernels/sequence.wasm.js"
import { gruLayer } from "../../src/backend/layers/gru.js"
import { lstmLayer } from "../../src/backend/layers/lstm.js"
import { setRepairs } from "../../src/backend/repairs.js"
import { useBackend } from "../../src/backend/start.js"
import { asWasm } from "../../src/backend/wasm.js"
import { difference, on, withoutRepairs } from "./both.js"
import { kernelCalls } from "./sequences.js"

afterEach(() => vi.restoreAllMocks())

test("tanh and sigmoid are as exact as float32, from the smallest to the largest", async () => {
  await useBackend("wasm")
  const backend = asWasm(tf.backend())
  const kernels = kernelsOf(backend)
  if (kernels === undefined) throw new Error("the kernels are not loaded")
  const sizes = Array.from({ length: 20_000 }, (_, index) => 10 ** ((index / 20_000) * 8.9 - 7))
  const x = tf.tensor1d([0, ...sizes, ...sizes.map(size => -size), 1000, -1000, Number.NaN])
  const y = tf.zeros([x.size + 4])
  const address = (tensor: tf.Tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset
  const exact = [Math.tanh, (value: number) => 1 / (1 + Math.exp(-value))]
  for (const [kind, wanted] of exact.entries()) {
    kernels.activateAll(kind, address(x), address(y), x.size)
    const found = y.dataSync()
    const worst = Array.from(x.dataSync()).map((value, index) => {
      const right = wanted(value)
      // Below e ** -87 a float32 loses its digits.
      if (value === 0 || Number.isNaN(value) || value < -87) return Math.abs((found[index] ?? 0) - right)
      return Math.abs((found[index] ?? 0) / right - 1)
    })
    expect(Math.max(...worst.slice(0, -1))).toBeLessThan(1e-6)
    expect(found[x.size - 1]).toBeNaN()
  }
})

const build = (validate: (bytes: Bytes) => boolean) => buildFor(builds, validate)

test("the platform decides which build runs: the relaxed one, the plain one, or none", () => {
  const [relaxed, plain] = [build(() => true), build(bytes => bytes !== undefined && WebAssembly.validate(bytes))]
  const tried: number[] = []
  const second = build(bytes => tried.push(bytes.length) === 2)
  expect(tried).toEqual([relaxed?.length, second?.length])
  expect(relaxed).not.toEqual(second)
  expect([relaxed, second]).toContainEqual(plain)
  expect(build(() => false)).toBeUndefined()
  if (plain === undefined) throw new Error("there is SIMD here")
  expect(WebAssembly.validate(sharing(plain))).toBe(true)
  expect(() => sharing(sharing(plain))).toThrow("another memory")
  // Tens of KB, both together.
  expect((relaxed?.length ?? 0) + plain.length).toBeLessThan(64_000)
})

test("a layer that the kernels do not cover says why, and computes by the loop", async () => {
  await useBackend("wasm")
  const layer = lstmLayer({ units: 3, activation: "softsign" })
  const x = tf.randomUniform([2, 4, 3])
  const calls = kernelCalls()
  const compute = () => {
    const y = layer.apply(x)
    if (!(y instanceof tf.Tensor)) throw new Error("one output expected")
    return y
  }
  const found = await on("wasm", compute)
  expect(calls()).toBe(0)
  expect(difference(found, await on("cpu", compute))).toBeLessThan(1e-5)
  await useBackend("wasm")
  expect(layer.loopReason).toBe("the activation softsign has no kernel")
  const covered = gruLayer({ units: 3 })
  expect(covered.loopReason).toBeUndefined()
  setRepairs(false)
  expect(covered.loopReason).toBe("the repairs are off")
  covered.apply(x)
  expect(calls()).toBe(0)
  setRepairs(true)
  covered.apply(x)
  expect(calls()).toBe(1)
  await useBackend("cpu")
  expect(covered.loopReason).toBe("the backend is cpu")
})

test("a verbose summary says what computes each recurrent layer, wrappers too", async () => {
  await useBackend("wasm")
  const x = input({ shape: [4, 5, 3] })
  const inner = timeDistributed({ layer: lstm({ units: 2 }), name: "words" })(x)
  const both = bidirectional({ layer: gru({ units: 2, returnSequences: true }), name: "both" })(inner)
  const net = model({ inputs: x, outputs: simpleRNN({ units: 3, activation: "softplus", name: "last" })(both) })
  const lines: string[] = []
  net.summary({ print: line => lines.push(line), verbose: true })
  expect(lines.slice(-3)).toEqual([
    " words: one kernel for the whole sequence",
    " both: one kernel for the whole sequence",
    " last: a loop over the steps, since the activation softplus has no kernel",
  ])
  const short: string[] = []
  net.summary({ print: line => short.push(line) })
  expect(short).toEqual(lines.slice(0, -3))
})

test("fault: a clone, so each tensor that the tape saves, is a copy on wasm", async () => {
  await useBackend("wasm")
  const x = tf.tensor1d([1, 2, 3])
  expect(await withoutRepairs(async () => x.clone().dataId)).not.toBe(x.dataId)
  await useBackend("wasm")
  const clone = x.clone()
  expect(clone.dataId).toBe(x.dataId)
  x.dispose()
  expect(Array.from(clone.dataSync())).toEqual([1, 2, 3])
  clone.dispose()
})
