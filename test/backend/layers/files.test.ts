import "../../../src/backend/start.js"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as tf from "@tensorflow/tfjs"
import { expect, test } from "vitest"
import { build, repaired } from "./builders.js"
import { type Oracle, oracles, replay } from "./replay.js"

interface Saved {
  modelTopology: object
  weightSpecs: tf.io.WeightsManifestEntry[]
  weightData: string
}

const save = async (model: tf.LayersModel): Promise<Saved> => {
  const saved: Saved[] = []
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology = {}, weightSpecs = [], weightData = new ArrayBuffer(0) }) => {
      const bytes = Array.isArray(weightData) ? new ArrayBuffer(0) : weightData
      saved.push({
        modelTopology: modelTopology instanceof ArrayBuffer ? {} : modelTopology,
        weightSpecs,
        weightData: Buffer.from(bytes).toString("base64"),
      })
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } }
    }),
  )
  const [only] = saved
  if (only === undefined) throw new Error("nothing was saved")
  return only
}

const load = ({ weightData, ...rest }: Saved): Promise<tf.LayersModel> => {
  const data = new Uint8Array(Buffer.from(weightData, "base64")).buffer
  return tf.loadLayersModel(tf.io.fromMemory({ ...rest, weightData: data }))
}

const predict = (model: tf.LayersModel): number[][] => {
  const inputs = model.inputs.map(({ shape }, index) => {
    const sizes = [2, ...shape.slice(1).map(size => size ?? 1)]
    const count = sizes.reduce((product, size) => product * size, 1)
    return tf.tensor(
      Array.from({ length: count }, (_, each) => Math.sin(each + index)),
      sizes,
    )
  })
  const [only, ...others] = inputs
  const outputs = model.predict(others.length === 0 && only ? only : inputs)
  return (Array.isArray(outputs) ? outputs : [outputs]).map(output => Array.from(output.dataSync()))
}

const close = (found: number[][], expected: number[][]) => {
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
  const values = found.flat()
  for (const [index, value] of expected.flat().entries()) expect(values[index]).toBeCloseTo(value, 5)
}

/** Records whose model predicts from nothing but the inputs. */
const simple = ({ masks, inputs, config, calls }: Oracle): boolean =>
  masks === undefined &&
  calls === undefined &&
  !("stateful" in config) &&
  inputs.every(({ shape, dtype }) => dtype === undefined && shape.length > 1)

/** A file says null for what is not set. */
const written = (layer: tf.layers.Layer): unknown =>
  JSON.parse(JSON.stringify(layer.getConfig(), (_, value: unknown) => (value === undefined ? null : value)))

const names = [...Object.keys(repaired)]

test.each(names)("%s comes back from a file, weights and all", async name => {
  const own = oracles.filter(oracle => oracle.layer === name && simple(oracle))
  expect(own.length).toBeGreaterThan(1)
  for (const oracle of own.filter((_, index) => own.length < 12 || index % 4 === 0)) {
    const { model, layer } = replay({ ...oracle, training: false }, build)
    const loaded = await load(await save(model))
    const again = loaded.getLayer(layer.name)
    expect(again.getClassName()).toBe(layer.getClassName())
    expect(written(again)).toEqual(written(layer))
    expect(again.weights.map(({ originalName }) => originalName)).toEqual(
      layer.weights.map(({ originalName }) => originalName),
    )
    close(predict(loaded), predict(model))
  }
})

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const isNumbers = (value: unknown): value is number[][] => Array.isArray(value) && value.every(Array.isArray)
const isSaved = (value: unknown): value is Saved => isObject(value) && "weightData" in value

const plain = (given: Record<string, Saved>): { read: Record<string, unknown>; written: Record<string, unknown> } => {
  const file = fileURLToPath(new URL("plain.mjs", import.meta.url))
  const answer: unknown = JSON.parse(
    execFileSync(process.execPath, [file], { input: JSON.stringify(given), encoding: "utf8", maxBuffer: 1e8 }),
  )
  if (!isObject(answer) || !isObject(answer["read"]) || !isObject(answer["written"])) throw new Error("no answer")
  return { read: answer["read"], written: answer["written"] }
}

/** What tfjs can compute as well. */
const shared: [layer: string, config: Record<string, unknown>, inputs: number][] = [
  ["lstm", { units: 3, returnSequences: true }, 1],
  ["gru", { units: 3, resetAfter: false }, 1],
  ["simpleRNN", { units: 2 }, 1],
  ["bidirectional", { layer: { layer: "lstm", config: { units: 2, returnSequences: true } }, mergeMode: "ave" }, 1],
  ["timeDistributed", { layer: { layer: "dense", config: { units: 2, activation: "tanh" } } }, 1],
  ["batchNormalization", {}, 1],
  ["layerNormalization", { axis: [1, 2] }, 1],
  ["softmax", { axis: -1 }, 1],
  ["reshape", { targetShape: [2, -1] }, 1],
  ["flatten", {}, 1],
  ["add", {}, 2],
  ["concatenate", {}, 2],
  ["dot", { axes: 1 }, 2],
]

test("tfjs reads our files, and we read those of tfjs", async () => {
  const models = shared.map(([layer, config, count]) => {
    const inputs = Array.from({ length: count }, () => tf.input({ shape: [4, 3] }))
    const [first] = inputs
    const outputs = build(layer, config).apply(count === 1 && first ? first : inputs)
    if (!(outputs instanceof tf.SymbolicTensor)) throw new Error(`${layer} has one output`)
    return { layer, model: tf.model({ inputs, outputs }) }
  })
  const files: Record<string, Saved> = {}
  for (const { layer, model } of models) files[layer] = await save(model)
  const { read, written } = plain(files)
  for (const { layer, model } of models) {
    const found = read[layer]
    if (!isNumbers(found)) throw new Error(`tfjs did not read ${layer}`)
    close(found, predict(model))
  }
  expect(Object.keys(written).length).toBeGreaterThan(15)
  for (const file of Object.values(written)) {
    if (!isObject(file) || !isSaved(file["saved"]) || !isNumbers(file["outputs"])) throw new Error("no file")
    close(predict(await load(file["saved"])), file["outputs"])
  }
})
