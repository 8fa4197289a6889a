import * as tf from "@tensorflow/tfjs"
import { activationName } from "./activations.js"
import { Recurrent, type RecurrentConfig } from "./recurrent.js"

export interface SimpleRnnConfig extends tf.SimpleRNNLayerArgs {
  /** A padded step puts out zeros, not what the step before it put out. Default false. */
  zeroOutputForMask?: boolean
}

/** Under tfjs's name, so that tfjs's files load. */
export class SimpleRnn extends Recurrent {
  static override className = "SimpleRNN"

  constructor(config: SimpleRnnConfig & Partial<RecurrentConfig>) {
    super({ ...config, cell: tf.layers.simpleRNNCell(config) })
  }
}
tf.serialization.registerClass(SimpleRnn)

/** A fully connected recurrent layer with Keras 3's values and defaults. */
export const simpleRNNLayer = (config: SimpleRnnConfig): SimpleRnn =>
  new SimpleRnn({
    kernelInitializer: "glorotUniform",
    ...config,
    activation: activationName(config.activation ?? "tanh"),
  })
