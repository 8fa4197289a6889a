/** The way out, for everything that this library does not cover: tfjs's own objects behind ours. */
import * as tf from "@tensorflow/tfjs"
import { isModel } from "./core/modelInstance.js"
import { ShapeError } from "./core/error.js"

/**
 * tfjs's LayersModel over the same layers and the same weights: what changes one changes the other.
 *
 * @throws ShapeError when what is given is not a model
 * @example
 * import { toLayersModel } from "shapeproof/tfjs"
 * toLayersModel(net).layers.map(layer => layer.name)
 */
export const toLayersModel = (model: { readonly inputs: unknown; readonly outputs: unknown }): tf.LayersModel => {
  if (isModel(model)) return model.network.model
  throw new ShapeError("toLayersModel needs a model, made by model() or sequential()", {
    code: "graph",
    layer: "toLayersModel",
    expected: "a model",
    received: typeof model,
  })
}

/** The tfjs that this library computes with: its backend, its repairs, and the tensors are the same. */
export { tf }
