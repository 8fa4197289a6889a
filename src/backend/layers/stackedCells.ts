import * as tf from "@tensorflow/tfjs"
import { axesFor, type Cell, outputFor, ShapedCell } from "./cells.js"
import { inScope, layerFrom, layerTo } from "./rebuild.js"
import { asList, type Config, firstShape, isTensor, type Options, type Shapes } from "./tensors.js"

export interface StackedConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Cells, layers made of a cell, or what a file says of one. */
  cells: unknown
}

type Weights = tf.layers.Layer["trainableWeights"]

/** Several cells as one. As in Keras the states are in the order of the cells; tfjs has them reversed. */
export class StackedCells extends ShapedCell {
  static className = "StackedRNNCells"
  readonly cells: readonly Cell[]

  constructor({ cells, ...config }: StackedConfig) {
    super(config)
    this.cells = asList<unknown>(cells).map(toCell)
    if (config.trainable === false) this.trainable = false
  }

  override get inner(): readonly Cell[] {
    return this.cells
  }
  get stateSize(): number[] {
    return this.cells.flatMap(cell => asList(cell.stateSize))
  }

  override axesFor(step: tf.Shape): tf.Shape[] {
    return this.#steps(step).flatMap((own, at) => this.cells.slice(at, at + 1).flatMap(cell => axesFor(cell, own)))
  }
  override outputFor(step: tf.Shape): tf.Shape {
    return this.#steps(step).at(-1)?.slice(1) ?? []
  }
  /** What goes into each cell, and what comes out of the last. */
  #steps(step: tf.Shape): tf.Shape[] {
    const steps = [step]
    for (const cell of this.cells) steps.push([step[0] ?? null, ...outputFor(cell, steps.at(-1) ?? [])])
    return steps
  }

  override build(inputShape: Shapes): void {
    const steps = this.#steps(firstShape(inputShape))
    for (const [at, cell] of this.cells.entries()) {
      if (!cell.built) inScope(`cell_${at}`, () => cell.build(steps[at] ?? []))
      cell.built = true
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor[] {
    return tf.tidy(() => {
      const [x, ...states] = asList(inputs)
      let output = x
      const after: tf.Tensor[] = []
      for (const cell of this.cells) {
        const own = states.splice(0, asList(cell.stateSize).length)
        const [next, ...changed] = asList(cell.call([output, ...own].filter(isTensor), options))
        output = next
        after.push(...changed)
      }
      return [output, ...after].filter(isTensor)
    })
  }

  override get trainableWeights(): Weights {
    return this.trainable ? this.cells.flatMap(cell => cell.trainableWeights) : []
  }
  override set trainableWeights(_: Weights) {
    throw new Error("the weights belong to the cells")
  }
  override get nonTrainableWeights(): Weights {
    return this.cells.flatMap(cell => (this.trainable ? cell.nonTrainableWeights : cell.weights))
  }
  override set nonTrainableWeights(_: Weights) {
    throw new Error("the weights belong to the cells")
  }
  override get losses() {
    return this.cells.flatMap(cell => cell.losses)
  }
  override setFastWeightInitDuringBuild(value: boolean): void {
    super.setFastWeightInitDuringBuild(value)
    for (const cell of this.cells) cell.setFastWeightInitDuringBuild(value)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), cells: this.cells.map(layerTo) }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    config: Config,
  ): layer {
    return new Class(config)
  }
}
tf.serialization.registerClass(StackedCells)

/** A cell, of a layer that is made of it, or of what a file says. */
export const toCell = (given: unknown): Cell => {
  const found = given instanceof tf.layers.Layer ? given : layerFrom(given)
  const cell: unknown = found instanceof tf.layers.RNNCell ? found : Reflect.get(found, "cell")
  if (cell instanceof tf.layers.RNNCell) return cell
  throw new Error("a recurrent layer takes cells")
}
