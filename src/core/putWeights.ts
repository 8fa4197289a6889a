import type * as tf from "@tensorflow/tfjs"
import { isTensor } from "../backend/layers/tensors.js"
import { show } from "../ops/shape.js"
import { ShapeError } from "./error.js"
import { print } from "./options.js"
import { type Network, type Weight, weightName } from "./network.js"

/** Puts values into the weights in order; nothing changes when one does not fit. */
export const putWeights = (network: Network, tensors: readonly tf.Tensor[]): void => {
  const { weights } = network
  if (!Array.isArray(tensors) || !tensors.every(isTensor)) {
    const sentence = `${network.name}: setWeights takes a list of ${weights.length} tensors, got ${print(tensors)}`
    throw new ShapeError(sentence, {
      code: "weights",
      layer: network.name,
      expected: `${weights.length} tensors`,
      received: print(tensors),
    })
  }
  if (weights.length !== tensors.length) {
    const sentence = `${network.name} has ${weights.length} weights, got ${tensors.length}`
    throw new ShapeError(sentence, {
      code: "weights",
      layer: network.name,
      expected: `${weights.length}`,
      received: `${tensors.length}`,
    })
  }
  const pairs = weights.map((weight, index) => pair(weight, tensors[index]))
  for (const { weight, tensor } of pairs) weight.variable.write(tensor)
}

const pair = (weight: Weight, tensor: tf.Tensor | undefined) => {
  const { variable, layer } = weight
  if (tensor && show(variable.shape) === show(tensor.shape)) return { weight, tensor }
  const received = tensor ? show(tensor.shape) : "nothing"
  const name = weightName(weight)
  throw new ShapeError(
    `the weight ${name} is ${show(variable.shape)} in the model, but ${received} in what was given`,
    {
      code: "weights",
      layer: layer.name,
      expected: show(variable.shape),
      received,
    },
  )
}
