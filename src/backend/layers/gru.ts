import * as tf from "@tensorflow/tfjs"
import { activationName } from "./activations.js"
import { GruCell, type GruCellConfig } from "./gruCell.js"
import { Recurrent, type RecurrentConfig } from "./recurrent.js"

export interface GruConfig extends tf.GRULayerArgs, GruCellConfig {
  /** A padded step puts out zeros, not what the step before it put out. Default false. */
  zeroOutputForMask?: boolean
}

/** Under tfjs's name, so that tfjs's files load; its defaults are tfjs's, so `resetAfter` is false. */
export class Gru extends Recurrent {
  static override className = "GRU"

  constructor(config: GruConfig & Partial<RecurrentConfig>) {
    super({ ...config, cell: new GruCell(config) })
  }
}
tf.serialization.registerClass(Gru)

/** A GRU with Keras 3's values and defaults: `resetAfter` is true, and the bias is then `[2, 3 * units]`. */
export const gruLayer = (config: GruConfig): Gru =>
  new Gru({
    kernelInitializer: "glorotUniform",
    resetAfter: true,
    ...config,
    activation: activationName(config.activation ?? "tanh"),
    recurrentActivation: activationName(config.recurrentActivation ?? "sigmoid"),
  })
