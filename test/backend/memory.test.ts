/**
 * Our kernels work in tfjs's own memory, where a write past the end breaks something else later. Here each block of it
 * has a guard behind it, and every guard is looked at after every kernel.
 */
import {
  bidirectional,
  conv2d,
  dense,
  embedding,
  flatten,
  gru,
  input,
  lstm,
  maxPooling2d,
  sequential,
  tensor,
} from "shapeproof"
import { tf } from "shapeproof/tfjs"
import { afterAll, beforeAll, expect, test } from "vitest"

const guard = 64
const mark = 0xcd
const blocks = new Map<number, number>()
let restore = () => {}
let looked = 0
let faults: string[] = []

const functionIn = (object: object, name: string): ((...values: unknown[]) => unknown) => {
  const found: unknown = Reflect.get(object, name)
  if (typeof found !== "function") throw new Error(`the backend has no ${name}`)
  return (...values) => Reflect.apply(found, object, values)
}

beforeAll(() => {
  const wasm: unknown = Reflect.get(tf.backend(), "wasm")
  if (typeof wasm !== "object" || wasm === null) throw new Error("the backend is not wasm")
  const heap = () => new Uint8Array(Reflect.get(wasm, "HEAPU8").buffer)
  // Emscripten puts the functions in their place when they are first called.
  functionIn(wasm, "_free")(functionIn(wasm, "_malloc")(8))
  const [malloc, free] = [functionIn(wasm, "_malloc"), functionIn(wasm, "_free")]
  const engine = tf.engine()
  const run = functionIn(engine, "runKernelFunc")
  Reflect.set(wasm, "_malloc", (bytes: number) => {
    const address = Number(malloc(bytes + guard))
    heap().fill(mark, address + bytes, address + bytes + guard)
    blocks.set(address, bytes)
    return address
  })
  Reflect.set(wasm, "_free", (address: number) => {
    blocks.delete(address)
    return free(address)
  })
  Reflect.set(engine, "runKernelFunc", (call: { kernelName?: string }) => {
    const result = run(call)
    const memory = heap()
    for (const [address, bytes] of blocks) {
      const end = address + bytes
      if (memory.subarray(end, end + guard).some(byte => byte !== mark))
        faults.push(`${call.kernelName ?? "a kernel"} wrote behind a block of ${bytes} bytes`)
    }
    looked++
    return result
  })
  restore = () => {
    Reflect.set(wasm, "_malloc", malloc)
    Reflect.set(wasm, "_free", free)
    Reflect.set(engine, "runKernelFunc", run)
  }
})
afterAll(() => restore())

const random = (...shape: number[]) => tensor(tf.randomUniform(shape).dataSync(), shape)

test("the guards see a write past the end", () => {
  const backend: unknown = tf.backend()
  const block = tf.zeros([3])
  const map: unknown = Reflect.get(Object(backend), "dataIdMap")
  const { memoryOffset } = Object(map).get(block.dataId)
  const memory = new Uint8Array(Reflect.get(Reflect.get(Object(backend), "wasm"), "HEAPU8").buffer)
  memory[memoryOffset + 12] = 1
  tf.ones([1]).add(1)
  memory[memoryOffset + 12] = mark
  expect(faults).toEqual(["Add wrote behind a block of 12 bytes"])
  faults = []
})

// Batches that no share, tile or vector divides, and sequences large enough for other threads to take a share.
test.each([1, 3, 18, 21])("recurrent layers train on %i samples within their memory", async batch => {
  const [steps, width] = [12, 13]
  const net = sequential(
    input({ shape: [steps, width] }),
    bidirectional({ layer: gru({ units: 11, returnSequences: true }) }),
    lstm({ units: 130, returnSequences: true }),
    lstm({ units: 130, goBackwards: true }),
    dense({ units: 5, activation: "softmax" }),
  ).compile({ optimizer: "adam", loss: "categoricalCrossentropy" })
  await net.fit(random(batch, steps, width), random(batch, 5), { batchSize: batch, epochs: 2, verbose: 0 })
  expect(looked).toBeGreaterThan(100)
  expect(faults).toEqual([])
})

test("convolutions and embeddings train within their memory", async () => {
  const images = sequential(
    input({ shape: [9, 7, 3] }),
    conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: "same" }),
    conv2d({ filters: 6, kernelSize: 2 }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 3 }),
  ).compile({ optimizer: "adam", loss: "meanSquaredError" })
  await images.fit(random(5, 9, 7, 3), random(5, 3), { batchSize: 5, verbose: 0 })
  const words = sequential(
    input({ shape: [6], dtype: "int32" }),
    embedding({ inputDim: 9, outputDim: 5, maskZero: true }),
    lstm({ units: 6 }),
    dense({ units: 4, activation: "softmax" }),
  ).compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" })
  const tokens = tensor(
    Int32Array.from({ length: 42 }, (_, at) => at % 9),
    [7, 6],
  )
  await words.fit(tokens, tensor(new Int32Array(7), [7]), { batchSize: 7, verbose: 0 })
  expect(faults).toEqual([])
})
