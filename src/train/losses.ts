/** Keras 3's losses, by their settings. */
import * as tf from "@tensorflow/tfjs"
import {
  binaryCrossentropy,
  binaryFocalCrossentropy,
  categoricalCrossentropy,
  categoricalFocalCrossentropy,
  sparseCategoricalCrossentropy,
} from "./crossentropies.js"
import { type AnyLossSettings, defaultsOf } from "./lossOptions.js"
import type { LossName } from "./names.js"
import { labelsOf } from "./pairs.js"
import { absolute, along, dense, epsilon, type Loss, plainLosses } from "./plainLosses.js"

/** Keras's `normalize`: of length 1, unless the length is below epsilon; 0 stays 0. */
const unit = (x: tf.Tensor) =>
  x.div(
    x
      .square()
      .sum(-1, true)
      .maximum(epsilon ** 2)
      .sqrt(),
  )

const cosine = dense((truth, prediction) => unit(truth).mul(unit(prediction)).sum(-1).neg())

const huber = (delta: number) =>
  dense((truth, prediction) => {
    const apart = absolute(prediction.sub(truth))
    const near = apart.minimum(delta)
    return near.square().mul(0.5).add(apart.sub(near).mul(delta)).mean(-1)
  })

type Axes = number | readonly number[] | null
const summed = (x: tf.Tensor, axis: Axes) => x.sum(axis === null ? undefined : [axis].flat())

const dice = (axis: Axes) =>
  dense((truth, prediction) =>
    tf.sub(
      1,
      summed(truth.mul(prediction), axis)
        .mul(2)
        .div(summed(truth, axis).add(summed(prediction, axis)).add(epsilon)),
    ),
  )

const tversky = ({ alpha, beta, axis }: { alpha: number; beta: number; axis: Axes }) =>
  dense((truth, prediction) => {
    const both = summed(truth.mul(prediction), axis)
    const missed = summed(tf.sub(1, prediction).mul(truth), axis)
    const wrong = summed(tf.sub(1, truth).mul(prediction), axis)
    return tf.sub(1, both.div(both.add(missed.mul(alpha)).add(wrong.mul(beta)).add(epsilon)))
  })

/**
 * The function of a loss: one value a position, the last axis reduced, `[...lead, D]` to `[...lead]`.
 * @see https://keras.io/api/losses/
 */
export const lossFor = (settings: AnyLossSettings): Loss => {
  switch (settings.name) {
    case "categoricalCrossentropy":
      return categoricalCrossentropy(settings.config)
    case "sparseCategoricalCrossentropy":
      return sparseCategoricalCrossentropy(settings.config)
    case "binaryCrossentropy":
      return binaryCrossentropy(settings.config)
    case "binaryFocalCrossentropy":
      return binaryFocalCrossentropy(settings.config)
    case "categoricalFocalCrossentropy":
      return categoricalFocalCrossentropy(settings.config)
    case "huber":
      return huber(settings.config.delta)
    case "cosineProximity":
      return along(settings.config.axis, cosine)
    case "dice":
      return dice(settings.config.axis)
    case "tversky":
      return tversky(settings.config)
    default:
      return plainLosses[settings.name]
  }
}

/** The loss of a name, with Keras's defaults. */
export const lossNamed = (name: LossName): Loss => lossFor(defaultsOf(name))

/** What a loss leaves out of its mean: 1 where a position counts, or null when all do. */
export const maskOf = (settings: AnyLossSettings, truth: tf.Tensor, prediction: tf.Tensor): tf.Tensor | null => {
  if (settings.name !== "sparseCategoricalCrossentropy" || settings.config.ignoreClass === null) return null
  return labelsOf(truth, prediction).notEqual(tf.scalar(settings.config.ignoreClass, "int32"))
}

/** With axes of 1 behind, so that it meets the first axes of `values`. */
const alongside = (part: tf.Tensor, values: tf.Tensor) =>
  part.toFloat().reshape([...part.shape, ...values.shape.slice(part.rank).map(() => 1)])

/**
 * The loss of a batch, Keras's `sum_over_batch_size`: the mean of all values. A mask of 0 and 1 gives what it keeps the
 * weight `total / valid` (Keras's `apply_mask`), so that the mean is over what is kept, and is 0 when nothing is.
 * Weights scale values, but not what they are divided by: `sum(v * w) / count(v)`, masked `sum(v * w * m) / sum(m)`.
 * @param mask of the first axes of `values`, or null
 * @param weights of the first axes of `values`
 */
export const reduced = (values: tf.Tensor, mask: tf.Tensor | null, weights: tf.Tensor | null = null): tf.Scalar => {
  const weighted = weights ? values.mul(alongside(weights, values)) : values
  if (!mask) return weighted.sum().div(values.size).asScalar()
  const kept = mask.cast("bool").toFloat()
  const each = values.size / Math.max(mask.size, 1)
  const count = kept.sum().maximum(1).mul(each)
  return weighted.mul(alongside(kept, values)).sum().div(count).asScalar()
}
