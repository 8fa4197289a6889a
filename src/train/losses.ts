/** Keras 3's losses. Each gives one value a position: the last axis is reduced, `[...lead, D]` to `[...lead]`. */
import * as tf from "@tensorflow/tfjs"
import { labelsOf, paired, pick } from "./pairs.js"
import type { LossName as Name } from "./names.js"

export type LossName = Name

/** A loss: what is true and what the model gave, to one value a position. */
export type Loss = (truth: tf.Tensor, prediction: tf.Tensor) => tf.Tensor

/** Keras's `backend.epsilon()`. */
const epsilon = 1e-7

const probability = (x: tf.Tensor) => x.clipByValue(epsilon, 1 - epsilon)

/** tf.abs, with the gradient 0 at 0 that TensorFlow has; tfjs's is -1 there, so what is right would be moved. */
const absolute = (x: tf.Tensor) => x.mul(x.sign())

/** The greatest of the last axis. Equals share the gradient, as in TensorFlow; tfjs gives each all of it. */
const greatest = tf.customGrad((x, save) => {
  if (!(x instanceof tf.Tensor) || typeof save !== "function") throw new Error("greatest takes one tensor")
  const value = x.max(-1, true)
  const chosen = x.equal(value).toFloat()
  save([chosen.div(chosen.sum(-1, true))])
  return {
    value: value.squeeze([-1]),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved.map(share => dy.expandDims(-1).mul(share)),
  }
})

/** Labels 0 and 1 become -1 and 1, when the batch has no other (Keras's `convert_binary_labels_to_hinge`). */
const signed = (truth: tf.Tensor) => {
  const isBinary = truth.equal(0).logicalOr(truth.equal(1)).all().toFloat()
  return truth.mul(isBinary.add(1)).sub(isBinary)
}

/** Keras's `normalize`: of length 1, unless the length is below epsilon; 0 stays 0. */
const unit = (x: tf.Tensor) =>
  x.div(
    x
      .square()
      .sum(-1, true)
      .maximum(epsilon ** 2)
      .sqrt(),
  )

const logs = (x: tf.Tensor) => x.maximum(epsilon).add(1).log()

const dense =
  (loss: Loss): Loss =>
  (truth, prediction) =>
    loss(paired(truth, prediction), prediction)

const hinges = (truth: tf.Tensor, prediction: tf.Tensor) => tf.maximum(tf.sub(1, signed(truth).mul(prediction)), 0)

/** @see https://keras.io/api/losses/ */
export const losses: Readonly<Record<LossName, Loss>> = {
  /** `mean((t - p)^2)` */
  meanSquaredError: dense((truth, prediction) => truth.sub(prediction).square().mean(-1)),

  /** `mean(|t - p|)` */
  meanAbsoluteError: dense((truth, prediction) => absolute(truth.sub(prediction)).mean(-1)),

  /** `100 * mean(|t - p| / max(|t|, 1e-7))` */
  meanAbsolutePercentageError: dense((truth, prediction) =>
    absolute(truth.sub(prediction).div(truth.abs().maximum(epsilon)))
      .mean(-1)
      .mul(100),
  ),

  /** `mean((log(max(t, 1e-7) + 1) - log(max(p, 1e-7) + 1))^2)` */
  meanSquaredLogarithmicError: dense((truth, prediction) => logs(prediction).sub(logs(truth)).square().mean(-1)),

  /** `mean(max(1 - t * p, 0)^2)`, of labels -1 and 1, or 0 and 1 */
  squaredHinge: dense((truth, prediction) => hinges(truth, prediction).square().mean(-1)),

  /** `mean(max(1 - t * p, 0))`, of labels -1 and 1, or 0 and 1 */
  hinge: dense((truth, prediction) => hinges(truth, prediction).mean(-1)),

  /** `max(max((1 - t) * p) - sum(t * p) + 1, 0)`, of one-hot labels */
  categoricalHinge: dense((truth, prediction) =>
    greatest(tf.sub(1, truth).mul(prediction)).sub(truth.mul(prediction).sum(-1)).add(1).maximum(0),
  ),

  /** `mean(log(cosh(p - t)))`, without overflow */
  logcosh: dense((truth, prediction) => {
    const apart = prediction.sub(truth)
    return apart.add(apart.mul(-2).softplus()).sub(Math.LN2).mean(-1)
  }),

  /** `-sum(t * log(p / sum(p)))`, of probabilities; the quotient is kept from 1e-7 to 1 - 1e-7 */
  categoricalCrossentropy: dense((truth, prediction) =>
    truth
      .mul(probability(prediction.div(prediction.sum(-1, true))).log())
      .sum(-1)
      .neg(),
  ),

  /** `log(sum(p)) - log(p[t])`, of probabilities kept from 1e-7 to 1 - 1e-7 and labels `[...lead]`, counted from 0 */
  sparseCategoricalCrossentropy: (truth, prediction) => {
    const probabilities = probability(prediction)
    return probabilities
      .sum(-1)
      .log()
      .sub(pick(probabilities, labelsOf(truth, prediction)).log())
  },

  /** `-mean(t * log(p) + (1 - t) * log(1 - p))`, of probabilities kept from 1e-7 to 1 - 1e-7 */
  binaryCrossentropy: dense((truth, prediction) => {
    const yes = probability(prediction)
    return truth
      .mul(yes.log())
      .add(tf.sub(1, truth).mul(tf.sub(1, yes).log()))
      .mean(-1)
      .neg()
  }),

  /** `sum(t * log(t / p))`, both kept from 1e-7 to 1 */
  kullbackLeiblerDivergence: dense((truth, prediction) => {
    const wanted = truth.clipByValue(epsilon, 1)
    return wanted.mul(wanted.div(prediction.clipByValue(epsilon, 1)).log()).sum(-1)
  }),

  /** `mean(p - t * log(p + 1e-7))` */
  poisson: dense((truth, prediction) => prediction.sub(truth.mul(prediction.add(epsilon).log())).mean(-1)),

  /** `-sum(t / |t| * p / |p|)`: from -1, the same direction, to 1 (Keras's cosine_similarity) */
  cosineProximity: dense((truth, prediction) => unit(truth).mul(unit(prediction)).sum(-1).neg()),

  /** `mean(e^2 / 2)` where the error is at most 1, and `mean(|e| - 1 / 2)` beyond (Keras's default delta) */
  huber: dense((truth, prediction) => {
    const apart = absolute(prediction.sub(truth))
    const near = apart.minimum(1)
    return near.square().mul(0.5).add(apart.sub(near)).mean(-1)
  }),
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
