import type * as tf from "@tensorflow/tfjs"

/** A number that is measured over many batches, in sums that add up. */
export interface Values {
  /** What a batch adds. The mask is of the prediction's first axes, 1 or true where it counts. */
  readonly update: (truth: tf.Tensor, prediction: tf.Tensor, mask: tf.Tensor | null) => readonly tf.Tensor[]
  /** The number, from the sums over all batches: those of `update` one after the other, flat. */
  readonly result: (sums: readonly number[]) => number
}

/** The same, under a name. */
export interface Metric extends Values {
  readonly name: string
}

/** As Keras's `divide_no_nan`: 0 when nothing was seen. */
export const quotient = (above = 0, below = 0): number => (below === 0 ? 0 : above / below)

/** Whether labels are numbers of classes, and not one-hot, as Keras tells it from the shapes. */
export const isSparse = (truth: tf.Tensor, prediction: tf.Tensor): boolean =>
  truth.rank < prediction.rank || (truth.shape.at(-1) === 1 && prediction.shape.at(-1) !== 1)
