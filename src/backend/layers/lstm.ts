import * as tf from "@tensorflow/tfjs"
import { activationName } from "./activations.js"
import { Recurrent, type RecurrentConfig } from "./recurrent.js"

export interface LstmConfig extends tf.LSTMLayerArgs {
  /** A padded step puts out zeros, not what the step before it put out. Default false. */
  zeroOutputForMask?: boolean
}

/** Under tfjs's name, so that tfjs's files load; its defaults are tfjs's. */
export class Lstm extends Recurrent {
  static override className = "LSTM"

  constructor(config: LstmConfig & Partial<RecurrentConfig>) {
    super({ ...config, cell: tf.layers.lstmCell(config) })
  }
}
tf.serialization.registerClass(Lstm)

/** An LSTM with Keras 3's values and defaults. */
export const lstmLayer = (config: LstmConfig): Lstm =>
  new Lstm({
    kernelInitializer: "glorotUniform",
    unitForgetBias: true,
    ...config,
    activation: activationName(config.activation ?? "tanh"),
    recurrentActivation: activationName(config.recurrentActivation ?? "sigmoid"),
  })
