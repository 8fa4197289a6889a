import * as tf from "@tensorflow/tfjs"

export interface Steps {
  /** From the last step to the first; the outputs stay in that order. */
  readonly goBackwards: boolean
  /** `[B, T]` or `[B, T, 1]`; false where the step is padding. */
  readonly mask: tf.Tensor | undefined
  /** A padded step puts out zeros, not what the step before it put out. */
  readonly zeroOutputForMask: boolean
  /** The outputs of all steps rather than of the last. */
  readonly returnSequences: boolean
}

/** One step: the input and the states to the output and the new states. */
export type Step = (input: tf.Tensor, states: tf.Tensor[]) => tf.Tensor[]

/** tfjs's gradient of `unstack` fails where there is one step. */
const unstacked = (x: tf.Tensor): tf.Tensor[] => (x.shape[1] === 1 ? [x.squeeze([1])] : tf.unstack(x, 1))

/** A column of masks, with as many axes as what it stands beside. */
const overAxes = (column: tf.Tensor, { rank }: tf.Tensor): tf.Tensor =>
  column.shape[1] === 1 ? column.reshape([...column.shape, ...Array.from({ length: rank - 2 }, () => 1)]) : column

/** The tape holds the list that `unstack` gave, so that it must stay as it is. */
const inOrder = (tensors: readonly tf.Tensor[], { goBackwards }: Steps): tf.Tensor[] =>
  goBackwards ? [...tensors].reverse() : [...tensors]

/**
 * Runs a step over axis 1 of a sequence, as Keras does: a padded step keeps the states and repeats the output before
 * it, or gives zeros where there is none. (tfjs repeats the first state, so it differs under an initial state.)
 */
export const runSteps = (step: Step, sequence: tf.Tensor, initial: tf.Tensor[], steps: Steps) => {
  const { mask, returnSequences, zeroOutputForMask } = steps
  const inputs = inOrder(unstacked(sequence), steps)
  const column = mask === undefined || mask.rank > 2 ? mask : mask.expandDims(-1)
  const masks = column === undefined ? undefined : inOrder(unstacked(column), steps)
  const outputs: tf.Tensor[] = []
  let states = initial
  let output: tf.Tensor | undefined
  inputs.forEach((input, index) => {
    const [first, ...next] = tf.tidy(() => {
      const [present, ...following] = step(input, states)
      const kept = masks?.[index]
      if (present === undefined || kept === undefined) return present === undefined ? [] : [present, ...following]
      const before = zeroOutputForMask || output === undefined ? tf.zerosLike(present) : output
      return [
        tf.where(overAxes(kept, present), present, before),
        ...following.map((state, position) => tf.where(overAxes(kept, state), state, states[position] ?? state)),
      ]
    })
    output = first
    states = next
    if (returnSequences && first !== undefined) outputs.push(first)
  })
  if (output === undefined) throw new Error("a sequence of no steps has no last output")
  return { output: returnSequences ? tf.stack(outputs, 1) : output, states }
}
