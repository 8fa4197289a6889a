import * as tf from "@tensorflow/tfjs"
import { show } from "../ops/shape.js"
import { ShapeError } from "./error.js"
import { reader, writer } from "./files.js"
import { type Network, type Weight, weightName } from "./network.js"

/** Writes architecture and weights in tfjs's LayersModel format. */
export const save = async (network: Network, path: string): Promise<void> => {
  await network.model.save(writer(path))
}

/** Reads weights by their names, whatever else is in the file. Nothing changes when one is missing or does not fit. */
export const loadWeights = async (network: Network, path: string): Promise<void> => {
  const handler = reader(path)
  if (!handler.load) throw new Error(`${path} cannot be read`)
  const { weightData, weightSpecs = [] } = await handler.load()
  if (!weightData) throw new Error(`${path} has no weights`)
  const found = tf.io.decodeWeights(tf.io.CompositeArrayBuffer.join(weightData), weightSpecs)
  try {
    const pairs = network.weights.map(weight => ({ weight, tensor: matching(weight, found, path) }))
    for (const { weight, tensor } of pairs) weight.variable.write(tensor)
  } finally {
    for (const tensor of Object.values(found)) tensor.dispose()
  }
}

const matching = (weight: Weight, found: Readonly<Record<string, tf.Tensor>>, path: string): tf.Tensor => {
  const name = weightName(weight)
  const tensor = found[name]
  const wanted = show(weight.variable.shape)
  if (tensor && show(tensor.shape) === wanted) return tensor
  const received = tensor ? show(tensor.shape) : "missing"
  const sentence =
    tensor ?
      `the weight ${name} is ${wanted} in the model, but ${received} in ${path}`
    : `the weight ${name} ${wanted} is missing in ${path}, which has ${Object.keys(found).join(", ")}`
  throw new ShapeError(sentence, { code: "weights", layer: weight.layer.name, expected: wanted, received })
}
