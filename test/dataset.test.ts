import { embedding, input, lstm, dense, memory, model, sequential, ShapeError, tensor } from "shapeproof"
import { dataset } from "shapeproof/data"
import { describe, expect, test } from "vitest"

const untyped = (value: unknown): any => value
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
const collected = async <element>(stream: AsyncIterable<element>): Promise<element[]> => {
  const list: element[] = []
  for await (const element of stream) list.push(element)
  return list
}

const ten = dataset(numbers(10).map(n => ({ xs: [n, n], ys: n })))
/** Texts of lengths 1 to 12. */
const texts = dataset(numbers(24).map(n => ({ xs: new Int32Array((n % 12) + 1).fill(n + 1), ys: n % 2 })))

describe("batch", () => {
  test("gives tensors of the shape and the dtype of the samples; the last is smaller", async () => {
    const batches = await collected(ten.batch(4))
    expect(batches.map(({ xs, ys }) => [xs.shape, ys.shape, xs.dtype])).toEqual([
      [[4, 2], [4], "float32"],
      [[4, 2], [4], "float32"],
      [[2, 2], [2], "float32"],
    ])
    expect(batches[2]?.xs.arraySync()).toEqual([
      [8, 8],
      [9, 9],
    ])
    expect(await collected(ten.batch(4, { dropRemainder: true }))).toHaveLength(2)
  })

  test("takes typed arrays, booleans, text, tensors, lists and records", async () => {
    const [batch] = await collected(
      dataset([
        { xs: { word: "a", flags: [true, false] }, ys: [Int32Array.of(1, 2), tensor([[3, 4]])] },
        { xs: { word: "b", flags: [false, false] }, ys: [Int32Array.of(5, 6), tensor([[7, 8]])] },
      ]).batch(2),
    )
    expect(batch?.xs.word.arraySync()).toEqual(["a", "b"])
    expect([batch?.xs.flags.dtype, batch?.xs.flags.arraySync()]).toEqual([
      "bool",
      [
        [1, 0],
        [0, 0],
      ],
    ])
    expect([batch?.ys[0]?.dtype, batch?.ys[0]?.arraySync()]).toEqual([
      "int32",
      [
        [1, 2],
        [5, 6],
      ],
    ])
    expect(batch?.ys[1]?.arraySync()).toEqual([[[3, 4]], [[7, 8]]])
  })

  test("says which sample differs, and how to pad", async () => {
    await expect(collected(texts.batch(4))).rejects.toThrow(
      "xs: sample 1 of the batch is [2] int32, but sample 0 is [1] int32; padBatch makes samples of different lengths one tensor",
    )
  })
})

describe("shuffle", () => {
  const order = async (seed: number, buffer?: number) => {
    const shuffled = ten.shuffle(buffer === undefined ? { seed } : { seed, buffer })
    return [await collected(shuffled), await collected(shuffled)].map(epoch => epoch.map(({ ys }) => ys))
  }
  test("loses nothing, is the same for a seed, and another one each epoch", async () => {
    const [first, second] = await order(7)
    expect(await order(7)).toEqual([first, second])
    expect(first).not.toEqual(second)
    expect([...(first ?? [])].sort((a, b) => a - b)).toEqual(numbers(10))
    expect(await order(8)).not.toEqual([first, second])
  })
  test("with a buffer, a sample stays within its window", async () => {
    const [first = []] = await order(7, 5)
    expect(first.slice(0, 5).every(n => n < 5)).toBe(true)
  })
})

describe("padBatch and bucket", () => {
  test("fill up to the longest, or to a length", async () => {
    const [batch] = await collected(texts.padBatch(3, { value: -1 }))
    expect(batch?.xs.arraySync()).toEqual([
      [1, -1, -1],
      [2, 2, -1],
      [3, 3, 3],
    ])
    expect(batch?.ys.shape).toEqual([3])
    const [fixed] = await collected(texts.padBatch(3, { length: 12 }))
    expect(fixed?.xs.shape).toEqual([3, 12])
    await expect(collected(texts.padBatch(24, { length: 5 }))).rejects.toThrow(
      "xs: sample 5 of the batch is 6 long, but padBatch has length 5; make length larger",
    )
  })

  test("samples of like length come together: short ones do not pay for long ones", async () => {
    const steps = (batches: readonly { xs: { shape: readonly number[] } }[]) =>
      batches.reduce((sum, { xs: { shape } }) => sum + (shape[0] ?? 0) * (shape[1] ?? 0), 0)
    const mixed = await collected(texts.shuffle({ seed: 3 }).padBatch(4))
    const sorted = await collected(
      texts.shuffle({ seed: 3 }).bucket(4, { by: ({ xs }) => xs.length, boundaries: [4, 8] }),
    )
    expect(sorted.reduce((sum, { ys }) => sum + ys.size, 0)).toBe(24)
    expect(steps(sorted)).toBeLessThan(0.85 * steps(mixed))
  })
})

describe("prefetch", () => {
  test("is ahead by as many batches as it says, and gives them in order", async () => {
    let made = 0
    const counted = dataset(function* () {
      for (const n of numbers(8)) {
        made++
        yield { xs: [n], ys: n }
      }
    })
    const seen: number[] = []
    for await (const { ys } of counted.batch(1).prefetch(3)) {
      await new Promise(resolve => setTimeout(resolve, 5))
      if (seen.length === 0) expect(made).toBeGreaterThanOrEqual(3)
      seen.push(...ys.dataSync())
    }
    expect(seen).toEqual(numbers(8))
  })
  test("frees what it made in vain, and hands errors on", async () => {
    const before = memory().numTensors
    for await (const { xs, ys } of ten.batch(2).prefetch(3)) {
      xs.dispose()
      ys.dispose()
      break
    }
    expect(memory().numTensors).toBe(before)
    await expect(collected(texts.batch(4).prefetch(2))).rejects.toThrow(ShapeError)
  })
})

test("a model trains on buckets, epoch after epoch, and no tensor is left", async () => {
  const net = sequential(
    input({ shape: ["T"], dtype: "int32" }),
    embedding({ inputDim: 30, outputDim: 4, maskZero: true }),
    lstm({ units: 6 }),
    dense({ units: 1, activation: "sigmoid" }),
  ).compile({ optimizer: "adam", loss: "binaryCrossentropy" })
  const batches = texts
    .map(({ xs, ys }) => ({ xs, ys: [ys] }))
    .shuffle({ seed: 1 })
    .bucket(4, { by: ({ xs }) => xs.length, boundaries: [4, 8] })
    .prefetch(2)
  await net.fitDataset(batches, { verbose: 0 })
  const before = memory().numTensors
  const { history } = await net.fitDataset(batches, { epochs: 3, verbose: 0 })
  expect(history.loss).toHaveLength(3)
  expect(history.loss.every(Number.isFinite)).toBe(true)
  expect(memory().numTensors).toBe(before)
})

test("two inputs, as a list or a record", async () => {
  const [a, b] = [input({ shape: [2] }), input({ shape: [3] })]
  const outputs = dense({ units: 1 })(dense({ units: 4 })(a))
  const list = model({ inputs: [a, b], outputs }).compile({ optimizer: "sgd", loss: "meanSquaredError" })
  const samples = numbers(6).map(n => ({ xs: [Float32Array.of(n, n), new Float32Array(3)], ys: [n] }))
  await list.fitDataset(untyped(dataset(samples).batch(2)), { verbose: 0 })
  await expect(list.fitDataset(untyped(ten.batch(2)), { verbose: 0 })).rejects.toThrow("must be a list of 2 tensors")
})

test("wrong options are refused in a sentence", () => {
  expect(() => dataset(untyped(7))).toThrow("dataset needs a list of samples, or a function that gives them, got 7")
  expect(() => ten.batch(untyped(0))).toThrow("batch: size must be a positive integer, got 0")
  expect(() => ten.padBatch(2, untyped({ lenght: 3 }))).toThrow("padBatch: there is no option lenght")
  expect(() => ten.bucket(2, untyped({ by: 3 }))).toThrow("bucket: by must be a function, got 3")
  expect(() => texts.bucket(2, { by: () => 1, boundaries: [4, 2] })).toThrow(
    "bucket: boundaries must be positive integers in rising order, got [4, 2]",
  )
  expect(() => ten.batch(2).prefetch(-1)).toThrow("prefetch: count must be a positive integer, got -1")
})
