import * as tf from "@tensorflow/tfjs"

/** A layer that reads what it needs from data. */
export interface Adaptable {
  adapt(batches: readonly tf.Tensor[]): void
}

export const isAdaptable = (layer: tf.layers.Layer): layer is tf.layers.Layer & Adaptable =>
  layer instanceof tf.layers.Layer && typeof Reflect.get(layer, "adapt") === "function"
