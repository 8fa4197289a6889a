/**
 * tfjs alone, without our repairs. Reads models from standard input and predicts with them; writes models of its own
 * with what they predict.
 */
import { readFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"

tf.env().set("IS_NODE", false)
await tf.setBackend("cpu")
console.warn = () => {}

const save = async model => {
  let saved
  await model.save(
    tf.io.withSaveHandler(async artifacts => {
      saved = artifacts
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } }
    }),
  )
  const { modelTopology, weightSpecs, weightData } = saved
  return { modelTopology, weightSpecs, weightData: Buffer.from(weightData).toString("base64") }
}
const load = ({ weightData, ...rest }) => {
  const bytes = Buffer.from(weightData, "base64")
  const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  return tf.loadLayersModel(tf.io.fromMemory({ ...rest, weightData: data }))
}
const list = value => (Array.isArray(value) ? value : [value])
const predict = model => {
  const inputs = model.inputs.map(({ shape }, index) => {
    const sizes = [2, ...shape.slice(1)]
    const count = sizes.reduce((product, size) => product * size, 1)
    return tf.tensor(
      Array.from({ length: count }, (_, each) => Math.sin(each + index)),
      sizes,
    )
  })
  return list(model.predict(inputs.length === 1 ? inputs[0] : inputs)).map(output => Array.from(output.dataSync()))
}

const { layers } = tf
const x = () => tf.input({ shape: [4, 3] })
const one = layer => {
  const input = x()
  return tf.model({ inputs: input, outputs: layer.apply(input) })
}
const two = layer => {
  const inputs = [x(), x()]
  return tf.model({ inputs, outputs: layer.apply(inputs) })
}
const stated = () => {
  const [input, first, second] = [x(), tf.input({ shape: [5] }), tf.input({ shape: [5] })]
  const outputs = layers.lstm({ units: 5, returnSequences: true }).apply(input, { initialState: [first, second] })
  return tf.model({ inputs: [input, first, second], outputs })
}
const own = {
  activation: () => one(layers.activation({ activation: "hardSigmoid" })),
  add: () => two(layers.add()),
  average: () => two(layers.average()),
  batchNormalization: () => one(layers.batchNormalization({ momentum: 0.5 })),
  bidirectional: () =>
    one(layers.bidirectional({ layer: layers.gru({ units: 2, returnState: true }), mergeMode: null })),
  concatenate: () => two(layers.concatenate({ axis: 1 })),
  dot: () => two(layers.dot({ axes: 2, normalize: true })),
  flatten: () => one(layers.flatten()),
  gru: () => one(layers.gru({ units: 3, returnSequences: true })),
  layerNormalization: () => one(layers.layerNormalization({ axis: [1, 2] })),
  lstm: () => one(layers.lstm({ units: 3, goBackwards: true })),
  maximum: () => two(layers.maximum()),
  minimum: () => two(layers.minimum()),
  multiply: () => two(layers.multiply()),
  reshape: () => one(layers.reshape({ targetShape: [2, -1] })),
  simpleRNN: () => one(layers.simpleRNN({ units: 3 })),
  softmax: () => one(layers.softmax({ axis: 2 })),
  states: stated,
  timeDistributed: () => one(layers.timeDistributed({ layer: layers.dense({ units: 2 }) })),
}

const given = JSON.parse(readFileSync(0, "utf8"))
const read = {}
for (const [name, saved] of Object.entries(given)) read[name] = predict(await load(saved))
const written = {}
for (const [name, make] of Object.entries(own)) {
  const model = make()
  written[name] = { saved: await save(model), outputs: predict(model) }
}
process.stdout.write(JSON.stringify({ read, written }))
