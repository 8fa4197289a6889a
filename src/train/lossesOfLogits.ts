/**
 * The crossentropies of a softmax, from what it was given. Keras computes them so when softmax is the last activation:
 * no probability is kept from 1e-7, so that a confident mistake costs what it should, and is still learnt from.
 */
import type * as tf from "@tensorflow/tfjs"
import { fusedCrossentropy } from "../backend/crossentropy.js"
import type { LossName } from "./names.js"
import { labelsOf, paired, pick } from "./pairs.js"

/** A loss: what is true, the probabilities, and what softmax made them of, to one value a position. */
type LossOfLogits = (truth: tf.Tensor, probabilities: tf.Tensor, logits: tf.Tensor) => tf.Tensor

export const lossesOfLogits: Readonly<Partial<Record<LossName, LossOfLogits>>> = {
  /** `sum(t * (log(sum(e ** z)) - z))` */
  categoricalCrossentropy: (truth, probabilities, logits) => {
    const shares = paired(truth, probabilities)
    return (
      fusedCrossentropy(shares, logits, probabilities) ?? shares.mul(logits.logSumExp(-1, true).sub(logits)).sum(-1)
    )
  },

  /** `log(sum(e ** z)) - z[t]`, of labels `[...lead]`, counted from 0 */
  sparseCategoricalCrossentropy: (truth, probabilities, logits) => {
    const labels = labelsOf(truth, probabilities)
    return fusedCrossentropy(labels, logits, probabilities) ?? logits.logSumExp(-1).sub(pick(logits, labels))
  },
}
