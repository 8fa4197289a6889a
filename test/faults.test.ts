/** What tfjs's own layers get wrong of shapes, and ours in their place: tfjs's functions make its classes, unrepaired. */
import * as tf from "@tensorflow/tfjs"
import { beforeAll, expect, test } from "vitest"
import { useBackend } from "../src/backend/start.js"
import * as api from "../src/index.js"

/** What a program without types gets, where the compiler would refuse. */
const untyped = (value: unknown): any => value
const { layers } = tf

// An empty pool of tfjs's writes over other memory on wasm.
beforeAll(() => useBackend("cpu"))

const one = (layer: tf.layers.Layer, shape: (number | null)[]): (number | null)[] => {
  const out = layer.apply(tf.input({ shape }))
  return out instanceof tf.SymbolicTensor ? out.shape : []
}
const modelOf = (layer: tf.layers.Layer, shape: number[]) => {
  const inputs = tf.input({ shape })
  const outputs = layer.apply(inputs)
  return tf.model({ inputs, outputs: outputs instanceof tf.SymbolicTensor ? outputs : [] })
}
const predicted = (layer: tf.layers.Layer, shape: number[]) => {
  const y = modelOf(layer, shape).predict(tf.ones([2, ...shape]))
  return Array.isArray(y) ? [] : y.shape
}
/** The shape that ours has in a model, and that its data has. */
const ours = (layer: unknown, shape: readonly unknown[], data: number[]) => {
  const x = api.input({ shape: untyped(shape) })
  const y = untyped(layer)(x)
  return { shape: y.shape, data: untyped(api.model({ inputs: x, outputs: y })).predict(tf.ones(data)).shape }
}
const callOurs = (layer: unknown, shape: readonly number[]) => () =>
  untyped(layer)(api.input({ shape: untyped(shape) }))

test("fault: a kernel that is longer than its input gives a size below 0", () => {
  expect(one(layers.conv1d({ filters: 4, kernelSize: 20 }), [10, 3])).toEqual([null, -9, 4])
  expect(callOurs(api.conv1d({ filters: 4, kernelSize: 20 }), [10, 3])).toThrow(api.ShapeError)
  expect(one(layers.conv2d({ filters: 4, kernelSize: 9 }), [5, 5, 3])).toEqual([null, -3, -3, 4])
  expect(callOurs(api.conv2d({ filters: 4, kernelSize: 9 }), [5, 5, 3])).toThrow(api.ShapeError)
})

test("fault: a pool that is larger than its input gives nothing", () => {
  expect(predicted(layers.maxPooling2d({ poolSize: 9 }), [5, 5, 3]).map(Math.abs)).toEqual([2, 0, 0, 3])
  expect(callOurs(api.maxPooling2d({ poolSize: 9 }), [5, 5, 3])).toThrow(api.ShapeError)
})

test("fault: a reshape of another size is accepted", () => {
  expect(one(layers.reshape({ targetShape: [7, 11] }), [10, 8])).toEqual([null, 7, 11])
  expect(callOurs(api.reshape({ targetShape: [7, 11] }), [10, 8])).toThrow(/80.*77|77.*80/)
})

test("fault: the size that a reshape leaves open is not computed", () => {
  expect(one(layers.reshape({ targetShape: [4, -1] }), [10, 8])).toEqual([null, 4, null])
  expect(ours(api.reshape({ targetShape: [4, -1] }), [10, 8], [2, 10, 8])).toEqual({
    shape: ["B", 4, 20],
    data: [2, 4, 20],
  })
})

test("fault: causal padding is declared as none, and not computed", () => {
  const plain = () => layers.conv1d({ filters: 4, kernelSize: 3, padding: "causal" })
  expect(one(plain(), [10, 3])).toEqual([null, 8, 4])
  expect(() => predicted(plain(), [10, 3])).toThrow(/not implemented/)
  const own = api.conv1d({ filters: 4, kernelSize: 3, padding: "causal" })
  expect(ours(own, [10, 3], [2, 10, 3])).toEqual({ shape: ["B", 10, 4], data: [2, 10, 4] })
})

test("fault: randomWidth loses an axis", () => {
  expect(one(layers.randomWidth({ factor: 0.5 }), [5, 6, 3])).not.toHaveLength(4)
  const { shape, data } = ours(api.randomWidth({ factor: 0.5 }), [5, 6, 3], [2, 5, 6, 3])
  expect([shape.length, data]).toEqual([4, [2, 5, 6, 3]])
})

test("fault: a model with categoryEncoding refuses the labels that it was made for", () => {
  const plain = layers.categoryEncoding({ numTokens: 9, outputMode: "multiHot" })
  expect(() => predicted(plain, [4])).toThrow(/shape/)
  const own = api.categoryEncoding({ numTokens: 9, outputMode: "multiHot" })
  expect(ours(own, [4], [2, 4]).data).toEqual([2, 9])
})

test("fault: the states of stacked cells come in reverse order", () => {
  const plain = layers.rnn({
    cell: layers.stackedRNNCells({ cells: [layers.gruCell({ units: 2 }), layers.lstmCell({ units: 3 })] }),
    returnState: true,
  })
  const outputs = [plain.apply(tf.input({ shape: [4, 5] }))].flat()
  const plainShapes = outputs.map(out => (out instanceof tf.SymbolicTensor ? out.shape.at(-1) : 0))
  expect(plainShapes).not.toEqual([3, 2, 3, 3])
  const cell = api.stackedRNNCells({ cells: [api.gruCell({ units: 2 }), api.lstmCell({ units: 3 })] })
  const own = untyped(api.rnn({ cell, returnState: true }))(api.input({ shape: [4, 5] }))
  expect(own.map(({ shape }: { shape: number[] }) => shape.at(-1))).toEqual([3, 2, 3, 3])
})

test("fault: a gru that resets behind the product is refused", () => {
  expect(() => layers.gru({ units: 2, ...untyped({ resetAfter: true }) })).toThrow(/reset_?after/i)
  expect(ours(api.gru({ units: 2, resetAfter: true }), [4, 3], [2, 4, 3]).data).toEqual([2, 2])
})

test("fault: states of another width are refused as [object Object]", () => {
  const state = () => tf.input({ shape: [64] })
  const plain = () =>
    layers.lstm({ units: 32 }).apply(tf.input({ shape: [4, 5] }), { initialState: [state(), state()] })
  expect(plain).toThrow(/\[object Object\]/)
  const wide = () => api.input({ shape: [64] })
  const own = () => untyped(api.lstm({ units: 32 }))(api.input({ shape: [4, 5] }), { initialState: [wide(), wide()] })
  expect(own).toThrow(/initialState h must be \[B, 32\], got \[B, 64\]/)
})

test("fault: a recurrent layer over one without its sequence is told a rank, and no way out", () => {
  const plain = () => layers.lstm({ units: 3 }).apply(layers.lstm({ units: 3 }).apply(tf.input({ shape: [4, 5] })))
  expect(plain).toThrow(/expected ndim=3, found ndim=2/)
  const own = () => untyped(api.lstm({ units: 3 }))(api.lstm({ units: 3 })(api.input({ shape: [4, 5] })))
  expect(own).toThrow(/set returnSequences: true/)
})

test("fault: flatten refuses an axis that only the data says", () => {
  expect(() => one(layers.flatten(), [null, 8])).toThrow(/not fully defined/)
  expect(ours(api.flatten(), [null, 8], [2, 3, 8]).data).toEqual([2, 24])
})

test("fault: sparseCategoricalCrossentropy refuses labels of int32", async () => {
  const labels = tf.tensor([1, 2], [2, 1], "int32")
  const plain = tf.sequential({ layers: [layers.dense({ units: 3, inputShape: [4], activation: "softmax" })] })
  plain.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" })
  await expect(plain.fit(tf.ones([2, 4]), labels)).rejects.toThrow(/float32/)
  const x = api.input({ shape: [4] })
  const own = api
    .model({ inputs: x, outputs: api.dense({ units: 3, activation: "softmax" })(x) })
    .compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" })
  const { history } = await untyped(own).fit(tf.ones([2, 4]), tf.tensor([1, 2], [2], "int32"))
  expect(history.loss).toEqual([expect.any(Number)])
})
