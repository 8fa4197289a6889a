/** Keras 3's crossentropies: of probabilities, or of what softmax or sigmoid was given. */
import * as tf from "@tensorflow/tfjs"
import { fusedCrossentropy } from "../backend/crossentropy.js"
import { labelsOf, pick } from "./pairs.js"
import { along, dense, epsilon, type Loss } from "./plainLosses.js"

interface Settings {
  readonly fromLogits: boolean
  readonly labelSmoothing: number
  readonly axis: number
}

const probability = (x: tf.Tensor) => x.clipByValue(epsilon, 1 - epsilon)

/** A part of the truth, spread over all classes. */
const smoothed = (truth: tf.Tensor, part: number, classes: number) =>
  part === 0 ? truth : truth.mul(1 - part).add(part / Math.max(classes, 1))

/** The shares of the last axis that a prediction gives. */
const shares = (prediction: tf.Tensor, fromLogits: boolean) =>
  fromLogits ? tf.softmax(prediction) : prediction.div(prediction.sum(-1, true))

/**
 * `-sum(t * log(p / sum(p)))`, the quotient kept from 1e-7 to 1 - 1e-7; of logits `sum(t * (log(sum(e ** z)) - z))`, so
 * that a confident mistake costs what it should, and is still learnt from.
 */
export const categoricalCrossentropy = ({ fromLogits, labelSmoothing, axis }: Settings): Loss =>
  along(
    axis,
    dense((truth, prediction, known) => {
      const wanted = smoothed(truth, labelSmoothing, prediction.shape.at(-1) ?? 1)
      const logits = known ?? (fromLogits ? prediction : undefined)
      if (!logits)
        return wanted
          .mul(probability(shares(prediction, false)).log())
          .sum(-1)
          .neg()
      return (
        fusedCrossentropy(wanted, logits, known ? prediction : tf.softmax(logits)) ??
        wanted.mul(logits.logSumExp(-1, true).sub(logits)).sum(-1)
      )
    }),
  )

/**
 * `log(sum(p)) - log(p[t])`, of probabilities kept from 1e-7 to 1 - 1e-7 and labels `[...lead]`, counted from 0; of
 * logits `log(sum(e ** z)) - z[t]`.
 */
export const sparseCategoricalCrossentropy =
  ({ fromLogits, ignoreClass }: { fromLogits: boolean; ignoreClass: number | null }): Loss =>
  (truth, prediction, known) => {
    const labels = labelsOf(truth, prediction)
    const counts = ignoreClass === null ? undefined : labels.notEqual(tf.scalar(ignoreClass, "int32"))
    const classes = counts ? tf.where(counts, labels, tf.zerosLike(labels)).toInt() : labels
    const values = sparse(classes, prediction, known ?? (fromLogits ? prediction : undefined), known !== undefined)
    return counts ? tf.where(counts, values, tf.zerosLike(values)) : values
  }

const sparse = (labels: tf.Tensor, prediction: tf.Tensor, logits: tf.Tensor | undefined, isKnown: boolean) => {
  if (logits) {
    const probabilities = isKnown ? prediction : tf.softmax(logits)
    return fusedCrossentropy(labels, logits, probabilities) ?? logits.logSumExp(-1).sub(pick(logits, labels))
  }
  const probabilities = probability(prediction)
  return probabilities.sum(-1).log().sub(pick(probabilities, labels).log())
}

/** `t * log(p) + (1 - t) * log(1 - p)`, of probabilities kept from 1e-7 to 1 - 1e-7, turned round. */
const costOfChances = (truth: tf.Tensor, chances: tf.Tensor) => {
  const yes = probability(chances)
  return truth
    .mul(yes.log())
    .add(tf.sub(1, truth).mul(tf.sub(1, yes).log()))
    .neg()
}

/** The mean of that; of logits `mean(log(1 + e ** z) - t * z)`. */
export const binaryCrossentropy = ({ fromLogits, labelSmoothing, axis }: Settings): Loss =>
  dense((truth, prediction, known) => {
    const wanted = smoothed(truth, labelSmoothing, 2)
    const logits = known ?? (fromLogits ? prediction : undefined)
    return (logits ? logits.softplus().sub(wanted.mul(logits)) : costOfChances(wanted, prediction)).mean(axis)
  })

/** `x ** power`, of which tfjs's gradient is NaN at 0 for a power below 1. */
const powered = (x: tf.Tensor, power: number) => (power === 0 ? tf.onesLike(x) : x.pow(power))

/** `mean((1 - p[t]) ** gamma * crossentropy)`, of probabilities. */
export const binaryFocalCrossentropy = ({
  fromLogits,
  labelSmoothing,
  axis,
  gamma,
  alpha,
  applyClassBalancing,
}: Settings & { gamma: number; alpha: number; applyClassBalancing: boolean }): Loss =>
  dense((truth, prediction) => {
    const wanted = smoothed(truth, labelSmoothing, 2)
    const yes = fromLogits ? prediction.sigmoid() : prediction
    const no = tf.sub(1, wanted)
    const missing = tf.sub(1, wanted.mul(yes).add(no.mul(tf.sub(1, yes))))
    const focused = powered(missing, gamma).mul(costOfChances(wanted, yes))
    const weights = applyClassBalancing ? wanted.mul(alpha).add(no.mul(1 - alpha)) : 1
    return focused.mul(weights).mean(axis)
  })

/** `sum(alpha * (1 - p) ** gamma * crossentropy)`, of shares kept from 1e-7 to 1 - 1e-7. */
export const categoricalFocalCrossentropy = ({
  fromLogits,
  labelSmoothing,
  axis,
  gamma,
  alpha,
}: Settings & { gamma: number; alpha: number | readonly number[] }): Loss =>
  along(
    axis,
    dense((truth, prediction) => {
      const wanted = smoothed(truth, labelSmoothing, prediction.shape.at(-1) ?? 1)
      const given = probability(shares(shares(prediction, fromLogits), false))
      const weights = typeof alpha === "number" ? alpha : [...alpha]
      return powered(tf.sub(1, given), gamma).mul(weights).mul(wanted.mul(given.log()).neg()).sum(-1)
    }),
  )
