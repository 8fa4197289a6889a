import * as tf from "@tensorflow/tfjs"
import { type RuntimeDim, sum } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { assemble, composite } from "./assemble.js"
import { isRefusal, raise, refuse } from "./error.js"
import { formOf, takesOne } from "./given.js"
import { GraphTensor } from "./graph.js"
import type { LayerInstance } from "./instance.js"
import { freshName } from "./names.js"
import { RowLayer } from "../backend/layers/row.js"
import type { Answer } from "./spec.js"
import { checkLayer, checkStep, step } from "./step.js"

/** Twin of `placed` in chain.ts: the shape behind all layers, or the sentence with the place of the one that refuses. */
const shapeThrough = (layers: readonly LayerInstance[], input: RuntimeShape): Answer => {
  let shape = input
  for (const [index, layer] of layers.entries()) {
    const answer = step(shape, layer)
    if (isRefusal(answer)) return { ...answer, refused: `in sequential, layer ${index + 1}: ${answer.refused}` }
    shape = answer
  }
  return shape
}

/** Sends a tensor through layers; the first sentence that refuses is the layer's own. */
export const sendThrough = (layers: readonly LayerInstance[], x: unknown): unknown =>
  layers.reduce((value, layer, index) => {
    checkLayer("pipe", index, layer)
    if (value instanceof GraphTensor || value instanceof tf.Tensor) checkStep(value.shape, layer)
    return layer(value)
  }, x)

const countThrough = (layers: readonly LayerInstance[], input: RuntimeShape): RuntimeDim => {
  let shape = input
  let total: RuntimeDim = 0
  for (const layer of layers) {
    total = sum(total, layer.paramsOf([shape]))
    const answer = step(shape, layer)
    if (isRefusal(answer)) return total
    shape = answer
  }
  return total
}

/** A row of layers as one layer. In a graph it leaves the nodes of its layers. */
export const rowInstance = (layers: readonly LayerInstance[]): LayerInstance => {
  const name = freshName("Sequential")
  let built: RowLayer | undefined
  const call = (x: unknown) => {
    const value = x instanceof GraphTensor || x instanceof tf.Tensor ? x : undefined
    if (!value) return raise("sequential", refuse(takesOne("sequential", x), "one tensor", formOf(x), { code: "list" }))
    const answer = shapeThrough(layers, value.shape)
    if (isRefusal(answer)) raise("sequential", answer)
    return value instanceof tf.Tensor ? tf.tidy(() => run(layers, value)) : sendThrough(layers, value)
  }
  return assemble<RowInstance>(call, {
    name,
    layers,
    spec: composite("Row"),
    options: {},
    title: "sequential",
    states: undefined,
    shapeOf: ([shape = []]) => shapeThrough(layers, shape),
    paramsOf: ([shape = []]) => countThrough(layers, shape),
    get built() {
      built ??= new RowLayer({ name, layers: layers.map(layer => layer.built) })
      return built
    },
  })
}

interface RowInstance extends LayerInstance {
  readonly layers: readonly LayerInstance[]
}

const run = (layers: readonly LayerInstance[], x: tf.Tensor): tf.Tensor => {
  const y = sendThrough(layers, x)
  if (y instanceof tf.Tensor) return y
  throw new Error("a row of layers must give one tensor")
}
