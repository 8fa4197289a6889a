import * as tf from "@tensorflow/tfjs"
import { axesFor, type Cell, forgetDropout, outputFor, zerosFor } from "./cells.js"
import { Delegate } from "./delegate.js"
import { GruCell, type GruCellConfig } from "./gruCell.js"
import { StackedCells, type StackedConfig } from "./stackedCells.js"
import { Caller, type Outputs } from "./states.js"
import { asList, type Config, firstShape, firstTensor, type Inputs, isTensor, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

/** A cell that is called by itself: one step and its states, or zeros, become the output and the new states. */
export class CellLayer extends Delegate {
  readonly cell: Cell
  readonly #caller: Caller = new Caller(this, step => axesFor(this.cell, step))

  constructor(cell: Cell, config: ConstructorParameters<typeof tf.layers.Layer>[0]) {
    super(cell, config)
    this.cell = cell
    this.inputSpec = [new tf.InputSpec({ minNDim: 2 })]
  }

  override build(inputShape: Shapes): void {
    if (!this.cell.built) this.cell.build(firstShape(inputShape))
    this.cell.built = true
    this.built = true
  }

  override apply(inputs: Inputs, options?: Options): Outputs {
    return this.#caller.apply(inputs, options)
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape[] {
    const step = firstShape(inputShape)
    const [batch = null] = step
    return [outputFor(this.cell, step), ...axesFor(this.cell, step)].map(axes => [batch, ...axes])
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor[] {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      forgetDropout(this.cell)
      const given = asList<unknown>(options["initialState"]).filter(isTensor)
      const states = given.length > 0 ? given : zerosFor(this.cell, x.shape)
      return asList(this.cell.call([x, ...states], { training: isTraining(options) }))
    })
  }

  override getConfig(): Config {
    return { ...this.cell.getConfig(), ...super.getConfig() }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    config: Config,
  ): layer {
    return new Class(config)
  }
}

/** tfjs's cells, and ours, as layers: the cells themselves are what files of recurrent layers name. */
export class LstmCellLayer extends CellLayer {
  static className = "LSTMCellLayer"
  constructor(config: tf.LSTMCellLayerArgs) {
    super(tf.layers.lstmCell(config), config)
  }
}
tf.serialization.registerClass(LstmCellLayer)

export class GruCellLayer extends CellLayer {
  static className = "GRUCellLayer"
  constructor(config: GruCellConfig) {
    super(new GruCell(config), config)
  }
}
tf.serialization.registerClass(GruCellLayer)

export class SimpleRnnCellLayer extends CellLayer {
  static className = "SimpleRNNCellLayer"
  constructor(config: tf.SimpleRNNCellLayerArgs) {
    super(tf.layers.simpleRNNCell(config), config)
  }
}
tf.serialization.registerClass(SimpleRnnCellLayer)

export class StackedRnnCellsLayer extends CellLayer {
  static className = "StackedRNNCellsLayer"
  constructor(config: StackedConfig) {
    super(new StackedCells(config), config)
  }
}
tf.serialization.registerClass(StackedRnnCellsLayer)
