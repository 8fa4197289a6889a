import * as tf from "@tensorflow/tfjs"
import { layerTo } from "./rebuild.js"
import { Recurrent } from "./recurrent.js"
import { StackedCells, toCell } from "./stackedCells.js"
import type { Config } from "./tensors.js"

export interface RnnConfig extends Omit<tf.RNNLayerArgs, "cell"> {
  /** A cell, a layer made of a cell, what a file says of one, or a list of these. */
  cell: unknown
  zeroOutputForMask?: boolean
}

/** tfjs's RNN over any cell. Under tfjs's name, so that tfjs's files load. */
export class Rnn extends Recurrent {
  static override className = "RNN"

  constructor(config: RnnConfig) {
    const cell = Array.isArray(config.cell) ? new StackedCells({ cells: config.cell }) : toCell(config.cell)
    super({ ...config, cell })
  }

  override getConfig(): Config {
    const names = new Set(Object.keys(this.cell.getConfig()))
    const own = Object.entries(super.getConfig()).filter(([name]) => !names.has(name) || kept.has(name))
    return { ...Object.fromEntries(own), cell: layerTo(this.cell) }
  }
}
tf.serialization.registerClass(Rnn)

/** What a layer's file says that a cell's says too. */
const kept = new Set(["name", "trainable"])
