/** One step of training on wasm gives the gradients that cpu gives, layer by layer. */
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { useBackend } from "../../src/backend/start.js"
import { difference, randomTensor, withoutRepairs } from "./both.js"
import { build as built } from "./layers/builders.js"

type Build = (input: tf.SymbolicTensor) => tf.SymbolicTensor

const applied = (layer: tf.layers.Layer, inputs: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor => {
  const out = layer.apply(inputs)
  if (out instanceof tf.SymbolicTensor) return out
  throw new Error("one symbolic tensor expected")
}
const through =
  (...layers: tf.layers.Layer[]): Build =>
  input =>
    layers.reduce((x, layer) => applied(layer, x), input)
const dense = () => tf.layers.dense({ units: 3 })
const after = (layer: tf.layers.Layer): Build => through(dense(), layer)
const merged =
  (layer: tf.layers.Layer): Build =>
  input =>
    applied(layer, [through(dense())(input), through(dense())(input)])

const { layers } = tf
const sequence = [4, 5]
const cases: [string, number[], Build][] = [
  ["dense", [5], through(layers.dense({ units: 3, activation: "relu" }))],
  ["dense on a sequence", sequence, through(layers.dense({ units: 3, activation: "elu" }))],
  ["lstm", sequence, through(layers.lstm({ units: 3, returnSequences: true }))],
  ["gru", sequence, through(layers.gru({ units: 3 }))],
  ["simpleRNN", sequence, through(layers.simpleRNN({ units: 3 }))],
  ["bidirectional", sequence, through(layers.bidirectional({ layer: layers.gru({ units: 3 }), mergeMode: "concat" }))],
  ["masking", sequence, through(layers.masking({}), layers.lstm({ units: 2 }))],
  ["layerNormalization", sequence, after(layers.layerNormalization())],
  ["batchNormalization", sequence, after(layers.batchNormalization())],
  ["dropout", [5], after(layers.dropout({ rate: 0.5 }))],
  ["dot", sequence, merged(layers.dot({ axes: [2, 2] }))],
  ["add", [5], merged(layers.add())],
  ["multiply", [5], merged(layers.multiply())],
  ["average", [5], merged(layers.average())],
  ["maximum", [5], merged(built("maximum", {}))],
  ["minimum", [5], merged(built("minimum", {}))],
  ["subtract", [5], merged(built("subtract", {}))],
  ["identity", [5], after(built("identity", {}))],
  ["reLU", [5], after(built("reLU", { maxValue: 0.8, negativeSlope: 0.2, threshold: 0.1 }))],
  ["leakyReLU", [5], after(built("leakyReLU", { alpha: 0.2 }))],
  ["elu", [5], after(built("elu", { alpha: 0.5 }))],
  ["thresholdedReLU", [5], after(built("thresholdedReLU", { theta: 0.1 }))],
  ["rescaling", [5], after(built("rescaling", { scale: 0.5, offset: -1 }))],
  ["unitNormalization", sequence, after(built("unitNormalization", { axis: [1, 2] }))],
  ["concatenate", sequence, merged(layers.concatenate({ axis: 1 }))],
  ["softmax", [5], after(layers.softmax())],
  ["permute", sequence, after(layers.permute({ dims: [2, 1] }))],
  ["flatten", sequence, after(layers.flatten())],
  ["reshape", sequence, after(layers.reshape({ targetShape: [3, 4] }))],
  ["repeatVector", [5], after(layers.repeatVector({ n: 2 }))],
]

const gradientsOf = (model: tf.LayersModel, x: tf.Tensor) => {
  const { value, grads } = tf.variableGrads(() => {
    const out = model.apply(x, { training: false })
    if (!(out instanceof tf.Tensor)) throw new Error("one output expected")
    return out
      .mul(tf.linspace(-1, 2, out.size).reshape(out.shape))
      .square()
      .sum()
      .asScalar()
  })
  return [...value.dataSync(), ...Object.values(grads).flatMap(gradient => Array.from(gradient.dataSync()))]
}

const compare = async (build: Build, x: tf.Tensor) => {
  await useBackend("cpu")
  const inputs = tf.input({ shape: x.shape.slice(1), dtype: x.dtype })
  const model = tf.model({ inputs, outputs: build(inputs) })
  const wanted = gradientsOf(model, x)
  await useBackend("wasm")
  return difference(gradientsOf(model, x), wanted)
}

test.each(cases)("%s", async (_, shape, build) => {
  expect(await compare(build, randomTensor([3, ...shape]))).toBeLessThan(1e-4)
})

test("embedding, which cannot train on wasm without the repair", async () => {
  const ids = tf.tensor2d(
    [
      [0, 1, 5],
      [2, 5, 5],
    ],
    [2, 3],
    "int32",
  )
  const embedding = () => layers.embedding({ inputDim: 6, outputDim: 3, maskZero: true })
  const build: Build = input => through(embedding(), layers.lstm({ units: 2 }))(input)
  await expect(withoutRepairs(() => compare(build, ids))).rejects.toThrow(/UnsortedSegmentSum/)
  expect(await compare(build, ids)).toBeLessThan(1e-4)
})

test("of what cpu has, wasm lacks only what no layer needs", () => {
  const namesOf = (backend: string) => tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName)
  const own = new Set(namesOf("wasm"))
  expect(
    namesOf("cpu")
      .filter(name => !own.has(name))
      .sort(),
  ).toEqual([
    "Complex",
    "ComplexAbs",
    "Draw",
    "FFT",
    "IFFT",
    "Imag",
    "RaggedGather",
    "RaggedRange",
    "RaggedTensorToTensor",
    "Real",
    "StaticRegexReplace",
  ])
})
