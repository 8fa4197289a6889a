/** Keras 3's losses. Each gives one value a position: the last axis is reduced, `[...lead, D]` to `[...lead]`. */
import * as tf from "@tensorflow/tfjs"
import { ctc } from "./ctc.js"
import type { PlainLoss } from "./lossOptions.js"
import { paired } from "./pairs.js"

/** A loss: what is true, what the model gave, and what softmax or sigmoid made that of, to one value a position. */
export type Loss = (truth: tf.Tensor, prediction: tf.Tensor, logits?: tf.Tensor) => tf.Tensor

/** Keras's `backend.epsilon()`. */
export const epsilon = 1e-7

/** tf.abs, with the gradient 0 at 0 that TensorFlow has; tfjs's is -1 there, so what is right would be moved. */
export const absolute = (x: tf.Tensor) => x.mul(x.sign())

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

const logs = (x: tf.Tensor) => x.maximum(epsilon).add(1).log()

/** A loss of a truth that is like the prediction. */
export const dense =
  (loss: Loss): Loss =>
  (truth, prediction, logits) =>
    loss(paired(truth, prediction), prediction, logits)

const hinges = (truth: tf.Tensor, prediction: tf.Tensor) => tf.maximum(tf.sub(1, signed(truth).mul(prediction)), 0)

/** Those that have no options. @see https://keras.io/api/losses/ */
export const plainLosses: Readonly<Record<PlainLoss, Loss>> = {
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

  /** `sum(t * log(t / p))`, both kept from 1e-7 to 1 */
  kullbackLeiblerDivergence: dense((truth, prediction) => {
    const wanted = truth.clipByValue(epsilon, 1)
    return wanted.mul(wanted.div(prediction.clipByValue(epsilon, 1)).log()).sum(-1)
  }),

  /** `mean(p - t * log(p + 1e-7))` */
  poisson: dense((truth, prediction) => prediction.sub(truth.mul(prediction.add(epsilon).log())).mean(-1)),

  ctc,
}

/** A loss along another axis than the last. */
export const along = (axis: number, loss: Loss): Loss => {
  const last = (x: tf.Tensor) => {
    const at = axis < 0 ? axis + x.rank : axis
    const others = x.shape.map((_, index) => index).filter(index => index !== at)
    return x.transpose([...others, at])
  }
  return axis === -1 ? loss : (
      (truth, prediction, logits) =>
        loss(last(paired(truth, prediction)), last(prediction), logits ? last(logits) : undefined)
    )
}
