import * as tf from "@tensorflow/tfjs"
import { asList, isTensor } from "./tensors.js"

/** What a recurrent layer runs over the time axis. */
export type Cell = tf.RNN["cell"]

/** A cell whose states are not all `[batch, units]`. */
export abstract class ShapedCell extends tf.layers.RNNCell {
  /** The axes of each state behind its batch, for the shape of one step. */
  abstract axesFor(step: tf.Shape): tf.Shape[]
  /** The axes of the output behind its batch. */
  abstract outputFor(step: tf.Shape): tf.Shape
  /** The cells that this one is made of. */
  get inner(): readonly Cell[] {
    return []
  }
}

/** The axes of each state of a cell behind its batch, for the shape of one step. */
export const axesFor = (cell: Cell, step: tf.Shape): tf.Shape[] =>
  cell instanceof ShapedCell ? cell.axesFor(step) : asList(cell.stateSize).map(units => [units])

/** The axes of the output of a cell behind its batch. */
export const outputFor = (cell: Cell, step: tf.Shape): tf.Shape =>
  cell instanceof ShapedCell ? cell.outputFor(step) : (axesFor(cell, step)[0] ?? [])

/** The states that a cell starts from. */
export const zerosFor = (cell: Cell, step: tf.Shape): tf.Tensor[] =>
  axesFor(cell, step).map(axes => tf.zeros([step[0] ?? 0, ...axes.map(size => size ?? 0)]))

/** One dropout mask serves all steps of a sequence; the next sequence draws another. */
export const forgetDropout = (cell: Cell): void => {
  for (const property of ["dropoutMask", "recurrentDropoutMask"]) {
    const masks: unknown = Reflect.get(cell, property)
    for (const mask of asList<unknown>(masks)) if (isTensor(mask)) mask.dispose()
    Reflect.set(cell, property, null)
  }
  if (cell instanceof ShapedCell) cell.inner.forEach(forgetDropout)
}
