import * as tf from "@tensorflow/tfjs"
import {
  ConvLstm1DCell,
  ConvLstm2DCell,
  ConvLstm3DCell,
  type ConvLstmCell,
  type ConvLstmConfig,
} from "./convLstmCell.js"
import { Recurrent, type RecurrentConfig } from "./recurrent.js"

type Config = ConvLstmConfig & Omit<RecurrentConfig, "cell">

abstract class ConvLstm extends Recurrent {
  constructor(cell: ConvLstmCell, config: Config, rank: number) {
    super({ ...config, cell })
    this.inputSpec = [new tf.InputSpec({ ndim: rank })]
  }
}

/** A convolutional LSTM over rows, which tfjs lacks. */
export class ConvLstm1D extends ConvLstm {
  static override className = "ConvLSTM1D"
  constructor(config: Config) {
    super(new ConvLstm1DCell(config), config, 4)
  }
}
tf.serialization.registerClass(ConvLstm1D)

/** tfjs's, which also trains on wasm, and takes the channels first there. Under tfjs's name, so that tfjs's files load. */
export class ConvLstm2D extends ConvLstm {
  static override className = "ConvLSTM2D"
  constructor(config: Config) {
    super(new ConvLstm2DCell(config), config, 5)
  }
}
tf.serialization.registerClass(ConvLstm2D)

/** A convolutional LSTM over volumes, which tfjs lacks. */
export class ConvLstm3D extends ConvLstm {
  static override className = "ConvLSTM3D"
  constructor(config: Config) {
    super(new ConvLstm3DCell(config), config, 6)
  }
}
tf.serialization.registerClass(ConvLstm3D)
