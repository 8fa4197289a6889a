import * as tf from "@tensorflow/tfjs"
import { activationName } from "./activations.js"

export type DenseConfig = Parameters<typeof tf.layers.dense>[0]
export type ActivationConfig = Parameters<typeof tf.layers.activation>[0]

/** tfjs's dense with Keras 3's activations and initializer. */
export const denseLayer = (config: DenseConfig): tf.layers.Layer =>
  tf.layers.dense({
    kernelInitializer: "glorotUniform",
    ...config,
    activation: activationName(config.activation ?? "linear"),
  })

/** tfjs's activation with Keras 3's values. */
export const activationLayer = (config: ActivationConfig): tf.layers.Layer =>
  tf.layers.activation({ ...config, activation: activationName(config.activation) })
