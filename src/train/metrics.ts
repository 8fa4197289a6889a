/** Keras 3's metrics, in sums that add up over batches, so that a batch of another size weighs what it should. */
import * as tf from "@tensorflow/tfjs"
import { raise, refuse } from "../core/error.js"
import { lossNamed } from "./losses.js"
import type { LossName, MetricName as Name } from "./names.js"
import { labelsOf, paired, pick } from "./pairs.js"

export type MetricName = Name

/** A number that is measured over many batches. */
export interface Metric {
  readonly name: string
  /** What a batch adds: tensors of rank 0. The mask is of the prediction's first axes, 1 or true where it counts. */
  readonly update: (truth: tf.Tensor, prediction: tf.Tensor, mask: tf.Tensor | null) => readonly tf.Tensor[]
  /** The number, from the sums over all batches, in the order of `update`. */
  readonly result: (sums: readonly number[]) => number
}

type Values = (truth: tf.Tensor, prediction: tf.Tensor) => tf.Tensor

/** As Keras's `divide_no_nan`: 0 when nothing was seen. */
const quotient = (above = 0, below = 0) => (below === 0 ? 0 : above / below)

const sizeOf = (shape: readonly number[]) => shape.reduce((size, axis) => size * axis, 1)

/** Values with a weight each: the mean over axes that the mask does not have, beside the mask as numbers. */
const weighed = (values: tf.Tensor, mask: tf.Tensor | null): readonly [values: tf.Tensor, weights: tf.Tensor] => {
  if (!mask) return [values, tf.onesLike(values)]
  const extra = values.shape.slice(mask.rank).map((_, index) => mask.rank + index)
  const weights = mask.toFloat()
  return [(extra.length > 0 ? values.mean(extra) : values).mul(weights), weights]
}

/**
 * The mean over samples, as Keras's `Mean` takes it: a sample is the mean over its positions, so each weighs the same
 * however long the batch's sequences are.
 */
const mean = (name: string, each: Values): Metric => ({
  name,
  update: (truth, prediction, mask) => {
    const [values, weights] = weighed(each(truth, prediction), mask)
    const positions = Math.max(sizeOf(values.shape.slice(1)), 1)
    return [values.sum().div(positions), weights.sum().div(positions)]
  },
  result: ([total, count]) => quotient(total, count),
})

const binaryAccuracy: Values = (truth, prediction) =>
  paired(truth, prediction).equal(prediction.greater(0.5).toFloat()).toFloat()

const categoricalAccuracy: Values = (truth, prediction) => truth.argMax(-1).equal(prediction.argMax(-1)).toFloat()

const sparseCategoricalAccuracy: Values = (truth, prediction) =>
  labelsOf(truth, prediction).equal(prediction.argMax(-1).toInt()).toFloat()

/** Whether fewer than 5 classes got more than the true one. */
const topKCategoricalAccuracy: Values = (truth, prediction) => {
  const own = pick(prediction, truth.argMax(-1).toInt())
  return prediction.greater(own.expandDims(-1)).toFloat().sum(-1).less(5).toFloat()
}

/** Whether labels are numbers of classes, and not one-hot, as Keras tells it from the shapes. */
const isSparse = (truth: tf.Tensor, prediction: tf.Tensor) =>
  truth.rank < prediction.rank || (truth.shape.at(-1) === 1 && prediction.shape.at(-1) !== 1)

const eitherWay =
  (sparse: Values, categorical: Values): Values =>
  (truth, prediction) =>
    isSparse(truth, prediction) ? sparse(truth, prediction) : categorical(truth, prediction)

const refuseOther = (name: string, { shape: wanted }: tf.Tensor, { shape }: tf.Tensor) => {
  if (wanted.length === shape.length && wanted.every((axis, index) => axis === shape[index])) return
  const sentence = `${name} compares values of one shape, got a truth [${wanted.join(", ")}] and a prediction [${shape.join(", ")}]`
  raise(name, refuse(sentence, `[${shape.join(", ")}]`, `[${wanted.join(", ")}]`, { code: "data" }))
}

/** Of what is true and of what was said to be true, what was right, and all of `among`. */
const share = (name: string, among: "said" | "true"): Metric => ({
  name,
  update: (truth, prediction, mask) => {
    const wanted = paired(truth, prediction).cast("bool").toFloat()
    refuseOther(name, wanted, prediction)
    const said = prediction.greater(0.5).toFloat()
    const weights =
      mask ? [mask.toFloat().reshape([...mask.shape, ...prediction.shape.slice(mask.rank).map(() => 1)])] : []
    const counted = (values: tf.Tensor) => weights.reduce((product, weight) => product.mul(weight), values).sum()
    return [counted(wanted.mul(said)), counted(among === "said" ? said : wanted)]
  },
  result: ([right, all]) => quotient(right, all),
})

/** `exp` of the mean crossentropy, each position weighing the same (KerasHub's Perplexity). */
const perplexity = (each: Values): Metric => ({
  name: "perplexity",
  update: (truth, prediction, mask) => {
    const [values, weights] = weighed(each(truth, prediction), mask)
    return [values.sum(), weights.sum()]
  },
  result: ([total, count]) => Math.exp(quotient(total, count)),
})

/** As Keras 3 takes it from the shapes, save that a binary loss makes it binary at every width. */
const accuracy = (loss: LossName | "custom", outputLastAxis: number | null): Values =>
  outputLastAxis === 1 || loss === "binaryCrossentropy" ? binaryAccuracy
  : loss === "sparseCategoricalCrossentropy" ? sparseCategoricalAccuracy
  : eitherWay(sparseCategoricalAccuracy, categoricalAccuracy)

/** The likeness that the loss turns round: 1 for the same direction, as Keras's CosineSimilarity. */
const cosine: Values = (truth, prediction) => lossNamed("cosineProximity")(truth, prediction).neg()

/**
 * The metric of a name, for an output with this loss.
 * @param outputLastAxis the length of the output's last axis, or null when it is not known
 * @see https://keras.io/api/metrics/
 */
export const metricFor = (name: MetricName, loss: LossName | "custom", outputLastAxis: number | null): Metric => {
  switch (name) {
    case "accuracy":
      return mean(name, accuracy(loss, outputLastAxis))
    case "binaryAccuracy":
      return mean(name, binaryAccuracy)
    case "categoricalAccuracy":
      return mean(name, categoricalAccuracy)
    case "sparseCategoricalAccuracy":
      return mean(name, sparseCategoricalAccuracy)
    case "topKCategoricalAccuracy":
      return mean(name, topKCategoricalAccuracy)
    case "precision":
      return share(name, "said")
    case "recall":
      return share(name, "true")
    case "perplexity":
      return perplexity(eitherWay(lossNamed("sparseCategoricalCrossentropy"), lossNamed("categoricalCrossentropy")))
    case "cosineProximity":
      return mean(name, cosine)
    default:
      return mean(name, lossNamed(name))
  }
}
