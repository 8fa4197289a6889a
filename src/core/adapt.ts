/** Layers that read what they need from data before they are trained. */
import * as tf from "@tensorflow/tfjs"
import { isAdaptable } from "../backend/layers/adaptable.js"
import { inScope } from "../backend/layers/rebuild.js"
import { isTensor } from "../backend/layers/tensors.js"
import type { Adapting } from "./adapting.js"
import { isRefusal, raise, refuse } from "./error.js"
import type { LayerInstance } from "./instance.js"
import { print } from "./options.js"

/** What a layer has beside what all have. */
export const adapting = (layer: LayerInstance): Adapting => ({ adapt: data => adapt(layer, data) })

export const adapt = (layer: LayerInstance, data: unknown): void => {
  const batches = Array.isArray(data) ? data : [data]
  const tensors = batches.filter(isTensor)
  const [first] = tensors
  if (tensors.length === 0 || tensors.length < batches.length) {
    const sentence = `${layer.title}: adapt takes a tensor with data, or a list of them, got ${print(data)}`
    raise(layer.title, refuse(sentence, "data", print(data), { code: "data" }))
  }
  for (const { shape } of tensors) {
    const answer = layer.shapeOf([shape])
    if (isRefusal(answer)) raise(layer.title, answer)
  }
  const { built } = layer
  if (!isAdaptable(built) || !first) throw new Error(`${layer.name} does not adapt`)
  if (!built.built) {
    inScope(built.name, () => built.build(first.shape))
    built.built = true
  }
  tf.tidy(() => built.adapt(tensors.map(tensor => (tensor.dtype === "string" ? tensor : tensor.toFloat()))))
}
