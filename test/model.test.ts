import {
  add,
  dense,
  input,
  lstm,
  memory,
  model,
  sequential,
  ShapeError,
  tensor,
  tidy,
  timeDistributed,
} from "shapeproof"
import { toLayersModel } from "shapeproof/tfjs"
import { describe, expect, test } from "vitest"

const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7))
const data = (...shape: number[]) => tensor(numbers(shape.reduce((a, b) => a * b, 1)), shape)
const close = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i] ?? Number.NaN, 5)
}
/** The sentence of the error that an untyped caller gets. */
const sentence = (call: () => unknown): string => {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError)
    return error instanceof ShapeError ? error.message : ""
  }
  throw new Error("nothing was refused")
}
const untyped = (value: unknown): any => value

describe("a model", () => {
  test("predicts in batches what it predicts at once", () => {
    const x = input({ shape: [7, 12] })
    const net = model({ inputs: x, outputs: dense({ units: 5 })(lstm({ units: 3, returnSequences: true })(x)) })
    const samples = data(10, 7, 12)
    const whole = net.predict(untyped(samples), { batchSize: 10 })
    const parts = net.predict(untyped(samples), { batchSize: 3 })
    close(parts.dataSync(), whole.dataSync())
    expect(parts.shape).toEqual([10, 7, 5])
  })

  test("takes and gives lists and records", () => {
    const [a, b] = [input({ shape: [4] }), input({ shape: [4] })]
    const both = add()([a, b])
    const [p, q] = [tensor([[1, 2, 3, 4]]), tensor([[10, 20, 30, 40]])]
    const [one, two] = model({ inputs: [a, b], outputs: [both, a] }).predict([p, q])
    expect(one.arraySync()).toEqual([[11, 22, 33, 44]])
    expect(two.arraySync()).toEqual([[1, 2, 3, 4]])
    const { sum } = model({ inputs: { left: a, right: b }, outputs: { sum: both } }).predict({ right: q, left: p })
    expect(sum.arraySync()).toEqual([[11, 22, 33, 44]])
  })

  test("as a layer of another shares its weights", () => {
    const x = input({ shape: [12] })
    const inner = model({ inputs: x, outputs: dense({ units: 4 })(x) })
    const y = input({ shape: [12] })
    const outer = model({ inputs: y, outputs: dense({ units: 2 })(inner(y)) })
    expect(outer.countParams()).toBe(12 * 4 + 4 + 4 * 2 + 2)
    expect(inner.getWeights()[0]).toBe(outer.getWeights()[0])
    expect(inner(data(3, 12)).shape).toEqual([3, 4])
  })

  test("counts and trains a layer that is applied twice once", async () => {
    const x = input({ shape: [6] })
    const shared = dense({ units: 6 })
    const net = model({ inputs: x, outputs: shared(shared(x)) })
    expect(net.countParams()).toBe(6 * 6 + 6)
    const trained = net.compile({ optimizer: "adam", loss: "meanSquaredError" })
    const { history } = await trained.fit(data(16, 6), data(16, 6), { epochs: 5, verbose: 0, seed: 1 })
    expect(history.loss.at(-1)).toBeLessThan(history.loss[0] ?? 0)
  })

  test("decodes with layers that were trained in another model", () => {
    const [source, target] = [input({ shape: ["Tx", 5] }), input({ shape: ["Ty", 6] })]
    const [, h, c] = lstm({ units: 8, returnState: true })(source)
    const decoder = lstm({ units: 8, returnSequences: true, returnState: true })
    const head = dense({ units: 6, activation: "softmax" })
    const [sequence] = decoder(target, { initialState: [h, c] })
    const training = model({ inputs: [source, target], outputs: head(sequence) })
    const encoder = model({ inputs: source, outputs: [h, c] })
    const [inH, inC] = [input({ shape: [8] }), input({ shape: [8] })]
    const [step, nextH, nextC] = decoder(target, { initialState: [inH, inC] })
    const stepper = model({ inputs: [target, inH, inC], outputs: [head(step), nextH, nextC] })

    const [x, y] = [data(2, 4, 5), data(2, 3, 6)]
    const atOnce = training.predict([untyped(x), untyped(y)])
    let [stateH, stateC] = encoder.predict(untyped(x)) as { dataSync(): Float32Array }[]
    const steps: number[][] = [[], []]
    for (let t = 0; t < 3; t++) {
      const values = y.dataSync()
      const now = tensor(
        Float32Array.from([0, 1].flatMap(b => [...values.slice((b * 3 + t) * 6, (b * 3 + t + 1) * 6)])),
        [2, 1, 6],
      )
      const [probabilities, newH, newC] = stepper.predict(untyped([now, stateH, stateC])) as unknown as {
        dataSync(): Float32Array
      }[]
      for (const b of [0, 1]) steps[b]?.push(...(probabilities?.dataSync().slice(b * 6, (b + 1) * 6) ?? []))
      ;[stateH, stateC] = [newH, newC]
    }
    close(steps.flat(), atOnce.dataSync())
  })

  test("refuses at the call what the compiler refuses, with its sentence", () => {
    const x = input({ shape: [7, 12] })
    const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })
    expect(sentence(() => net.predict(untyped(data(4, 7, 13))))).toBe(
      "predict: x must be [B, 7, 12], got [4, 7, 13]: axis 2 must be 12, not 13",
    )
    expect(sentence(() => net.predict(untyped(data(7, 12))))).toBe(
      "predict: x must be [B, 7, 12], got [7, 12]: the batch axis is missing; one sample is [1, 7, 12]",
    )
    const other = input({ shape: [3] })
    expect(sentence(() => model({ inputs: other, outputs: dense({ units: 5 })(x) }))).toMatch(
      /which is not among the inputs/,
    )
    expect(sentence(() => model({ inputs: dense({ units: 5 })(x), outputs: x }))).toMatch(/is not an input/)
    expect(sentence(() => model(untyped({ inputs: x })))).toMatch(/outputs must be a tensor of a graph/)
  })

  test("binds each symbol once a call", () => {
    const [a, b] = [input({ shape: ["T", 2] }), input({ shape: ["T", 2] })]
    const net = model({ inputs: [a, b], outputs: add()([a, b]) })
    expect(sentence(() => net.predict(untyped([data(1, 3, 2), data(1, 4, 2)])))).toBe(
      "predict: x[1] must be [B, T, 2], got [1, 4, 2]: axis 1 must be 3, as T is in x[0], not 4",
    )
  })
})

describe("a row of layers", () => {
  test("is a model behind an input, and a layer without one", () => {
    const net = sequential(input({ shape: [7, 12] }), lstm({ units: 4 }), dense({ units: 2 }))
    expect(net.predict(untyped(data(3, 7, 12))).shape).toEqual([3, 2])
    const row = sequential(lstm({ units: 4 }), dense({ units: 2 }))
    const x = input({ shape: [7, 12] })
    expect(row(x).shape).toEqual(["B", 2])
    expect(row(untyped(data(3, 7, 12)))).toHaveProperty("shape", [3, 2])
    expect(x.pipe(lstm({ units: 4 }), dense({ units: 2 })).shape).toEqual(["B", 2])
  })

  test("works inside timeDistributed", () => {
    const row = sequential(dense({ units: 4 }), dense({ units: 2 }))
    const x = input({ shape: [7, 12] })
    const net = model({ inputs: x, outputs: timeDistributed({ layer: row })(x) })
    expect(net.countParams()).toBe(12 * 4 + 4 + 4 * 2 + 2)
    const whole = net.predict(untyped(data(2, 7, 12)))
    const step = row(untyped(data(14, 12))) as unknown as { dataSync(): Float32Array }
    close(whole.dataSync(), step.dataSync())
  })

  test("names the layer that refuses", () => {
    const x = input({ shape: [7, 12] })
    const needs = "lstm(3) needs a rank-3 input [batch, time, features], got [B, 4]"
    expect(sentence(() => sequential(x, lstm({ units: 4 }), untyped(lstm({ units: 3 }))))).toContain(needs)
    expect(sentence(() => sequential(lstm({ units: 4 }), lstm({ units: 3 }))(untyped(x)))).toContain(
      `in sequential, layer 2: ${needs}`,
    )
  })
})

describe("memory", () => {
  test("does not grow over prediction and training", async () => {
    const x = input({ shape: [5, 3] })
    const net = model({ inputs: x, outputs: dense({ units: 2 })(lstm({ units: 4 })(x)) })
    const trained = net.compile({ optimizer: "adam", loss: "meanSquaredError", metrics: ["meanAbsoluteError"] })
    const [xs, ys] = [data(10, 5, 3), data(10, 2)]
    const once = async () => {
      await trained.fit(untyped(xs), untyped(ys), { epochs: 2, batchSize: 4, verbose: 0, validationSplit: 0.2 })
      await trained.evaluate(untyped(xs), untyped(ys))
      await trained.trainOnBatch(untyped(xs), untyped(ys))
      tidy(() => net.predict(untyped(xs)).dataSync())
    }
    await once()
    const before = memory()
    await once()
    expect(memory()).toEqual(before)
  })
})

test("tfjs's own model computes the same with the same weights", () => {
  const x = input({ shape: [7, 12] })
  const net = model({ inputs: x, outputs: dense({ units: 5 })(lstm({ units: 3 })(x)) })
  const samples = data(4, 7, 12)
  const theirs = toLayersModel(net).predict(untyped(samples)) as unknown as { dataSync(): Float32Array }
  close(theirs.dataSync(), net.predict(untyped(samples)).dataSync())
})

test("an axis that weights depend on must be a number", () => {
  const open = input({ shape: [7, "D"] })
  expect(sentence(() => model({ inputs: open, outputs: dense({ units: 5 })(open) }).countParams())).toBe(
    "dense(5) makes weights as large as an axis of its input, got [B, 7, D]; write a number for that axis",
  )
})
