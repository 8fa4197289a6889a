/** Functions as layers: on data, in models, in rows and wrappers, in files. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type * as tf from "@tensorflow/tfjs"
import {
  type AnySymbolic,
  dense,
  type Dim,
  input,
  lambda,
  loadModel,
  model,
  sequential,
  ShapeError,
  type SymbolicTensor,
  tensor,
  timeDistributed,
} from "shapeproof"
import * as ops from "shapeproof/ops"
import { expect, test } from "vitest"

const untyped = (value: unknown): any => value
const folder = () => join(mkdtempSync(join(tmpdir(), "shapeproof-")), "net")
const halves = () =>
  lambda({ function: <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 4]>) => ops.split(x, 2, -1)[1] })
const x = tensor([
  [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ],
])

test("a lambda of typed ops computes on data, and in a model is its ops, which are saved", async () => {
  expect(untyped(halves())(x).arraySync()).toEqual([
    [
      [3, 4],
      [7, 8],
    ],
  ])
  const from = input({ shape: ["T", 4] })
  const to = halves()(from)
  expect(untyped(to).shape).toEqual(["B", "T", 2])
  const net = model({ inputs: from, outputs: to })
  const path = folder()
  await net.save(path)
  const loaded = await loadModel(path, { inputs: ["B", null, 4], outputs: ["B", null, 2] })
  expect(loaded.predict(x).arraySync()).toEqual(net.predict(x).arraySync())
})

test("it stands in a row, also around layers with weights, and in a wrapper", () => {
  const row = sequential(input({ shape: [2, 4] }), halves(), dense({ units: 3 }))
  expect(untyped(row.outputs).shape).toEqual(["B", 2, 3])
  expect(untyped(row.predict(x)).shape).toEqual([1, 2, 3])
  const inner = dense({ units: 3 })
  const around = lambda({ function: (x: SymbolicTensor<["B", 2, 4]>) => inner(x) })
  expect(sequential(input({ shape: [2, 4] }), around).countParams()).toBe(15)
  const step = lambda({ function: <B extends Dim>(x: SymbolicTensor<[B, 4]>) => ops.mul(x, 2) })
  expect(untyped(timeDistributed({ layer: step })(x)).arraySync()).toEqual([
    [
      [2, 4, 6, 8],
      [10, 12, 14, 16],
    ],
  ])
  const weighted = timeDistributed({
    layer: lambda({ function: (x: SymbolicTensor<["B", 4]>) => dense({ units: 3 })(x) }),
  })
  const from = input({ shape: [2, 4] })
  expect(() => untyped(model({ inputs: from, outputs: untyped(weighted)(from) })).predict(x)).toThrow(
    /^lambda.* calls layers with 15 weights, which a wrapper does not find in a function/,
  )
})

/** Sums of neighbours, with tfjs itself. */
const plain = (x: tf.Tensor) => x.reshape([x.shape[0] ?? 0, 2, -1]).sum(1)

test("with a declared shape it runs any function, and is saved under its name", async () => {
  const net = (options: object) => {
    const from = input({ shape: [6] })
    return model({ inputs: from, outputs: lambda({ function: plain, outputShape: [3], ...options })(from) })
  }
  const data = tensor([[1, 2, 3, 4, 5, 6]])
  expect(net({}).predict(data).arraySync()).toEqual([[5, 7, 9]])
  await expect(net({ name: "sums" }).save(folder())).rejects.toThrow(
    /^sums cannot be saved: a file holds no function; give it a name with registered/,
  )
  await expect(net({}).save(folder())).rejects.toBeInstanceOf(ShapeError)
  const path = folder()
  await net({ registered: "sums of neighbours" }).save(path)
  const loaded = await loadModel(path, { inputs: ["B", 6], outputs: ["B", 3] })
  expect(loaded.predict(data).arraySync()).toEqual([[5, 7, 9]])
})

test("it learns through a function", async () => {
  const from = input({ shape: [6] })
  const to = dense({ units: 1 })(lambda({ function: plain, outputShape: [3] })(dense({ units: 6 })(from)))
  const trained = model({ inputs: from, outputs: to }).compile({ optimizer: "adam", loss: "meanSquaredError" })
  const { history } = await trained.fit(tensor([[1, 0, 2, 0, 1, 1]]), tensor([[3]]), { epochs: 30, verbose: 0 })
  expect(history.loss.at(-1)).toBeLessThan(history.loss[0] ?? 0)
})

test("what cannot be is refused, with the reason", () => {
  const refused = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error instanceof ShapeError ? error.message : `NOT A SHAPE ERROR: ${error}`
    }
    return "accepted"
  }
  const from = input({ shape: [6] })
  expect(refused(() => lambda({ function: untyped(3) }))).toBe("function must be a function of a tensor, got 3")
  expect(refused(() => lambda(untyped({})))).toBe("lambda needs the option function")
  expect(refused(() => lambda({ function: plain, outputShape: [0] }))).toBe(
    "outputShape must be a positive integer, got 0",
  )
  expect(refused(() => lambda({ function: plain })(untyped(from)))).toMatch(
    /^lambda: its function cannot work on a tensor of a graph \(.*\); write it with the ops of "shapeproof\/ops", or declare its outputShape$/,
  )
  expect(refused(() => lambda({ function: (_: AnySymbolic) => 3 })(from))).toBe(
    "lambda: its function must give one tensor of the graph, got 3",
  )
  expect(refused(() => lambda({ function: plain, outputShape: [4], name: "four" })(tensor([[1, 2, 3, 4, 5, 6]])))).toBe(
    "the function of four must give [1, 4], as its outputShape says, got [1, 3]",
  )
})
