/** Keras 3's metrics, in sums that add up over batches, so that a batch of another size weighs what it should. */
import * as tf from "@tensorflow/tfjs"
import { auc, count, share } from "./confusion.js"
import { lossNamed } from "./losses.js"
import { isSparse, type Metric, quotient, type Values } from "./metric.js"
import { type MetricGiven, metricOf, type MetricSettings } from "./metricOptions.js"
import type { LossName } from "./names.js"
import { labelsOf, paired, pick } from "./pairs.js"
import { binaryIoU, fScore, meanIoU, r2Score } from "./scores.js"

/** One value a position. */
type Each = (truth: tf.Tensor, prediction: tf.Tensor) => tf.Tensor

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
const mean = (each: Each): Values => ({
  update: (truth, prediction, mask) => {
    const [values, weights] = weighed(each(truth, prediction), mask)
    const positions = Math.max(sizeOf(values.shape.slice(1)), 1)
    return [values.sum().div(positions), weights.sum().div(positions)]
  },
  result: ([total, count]) => quotient(total, count),
})

const binaryAccuracy =
  (threshold = 0.5): Each =>
  (truth, prediction) =>
    paired(truth, prediction).equal(prediction.greater(threshold).toFloat()).toFloat()

const categoricalAccuracy: Each = (truth, prediction) => truth.argMax(-1).equal(prediction.argMax(-1)).toFloat()

const sparseCategoricalAccuracy: Each = (truth, prediction) =>
  labelsOf(truth, prediction).equal(prediction.argMax(-1).toInt()).toFloat()

/** Whether fewer than `k` classes got more than the true one. */
const topK =
  (k: number, labels: Each): Each =>
  (truth, prediction) => {
    const own = pick(prediction, labels(truth, prediction))
    return prediction.greater(own.expandDims(-1)).toFloat().sum(-1).less(k).toFloat()
  }

const eitherWay =
  (sparse: Each, categorical: Each): Each =>
  (truth, prediction) =>
    isSparse(truth, prediction) ? sparse(truth, prediction) : categorical(truth, prediction)

/** `exp` of the mean crossentropy, each position weighing the same (KerasHub's Perplexity). */
const perplexity = (each: Each): Values => ({
  update: (truth, prediction, mask) => {
    const [values, weights] = weighed(each(truth, prediction), mask)
    return [values.sum(), weights.sum()]
  },
  result: ([total, count]) => Math.exp(quotient(total, count)),
})

/** The root of what a metric gives. */
const root = ({ update, result }: Values): Values => ({ update, result: sums => Math.sqrt(result(sums)) })

/** As Keras 3 takes it from the shapes, save that a binary loss makes it binary at every width. */
const accuracy = (loss: LossName | "custom", outputLastAxis: number | null): Each =>
  outputLastAxis === 1 || loss === "binaryCrossentropy" || loss === "binaryFocalCrossentropy" ? binaryAccuracy()
  : loss === "sparseCategoricalCrossentropy" ? sparseCategoricalAccuracy
  : eitherWay(sparseCategoricalAccuracy, categoricalAccuracy)

/** The likeness that the loss turns round: 1 for the same direction, as Keras's CosineSimilarity. */
const cosine: Each = (truth, prediction) => lossNamed("cosineProximity")(truth, prediction).neg()

const valuesOf = (settings: MetricSettings, loss: LossName | "custom", outputLastAxis: number | null): Values => {
  switch (settings.metric) {
    case "accuracy":
      return mean(accuracy(loss, outputLastAxis))
    case "binaryAccuracy":
      return mean(binaryAccuracy(settings.config.threshold))
    case "categoricalAccuracy":
      return mean(categoricalAccuracy)
    case "sparseCategoricalAccuracy":
      return mean(sparseCategoricalAccuracy)
    case "topKCategoricalAccuracy":
      return mean(topK(settings.config.k, truth => truth.argMax(-1).toInt()))
    case "sparseTopKCategoricalAccuracy":
      return mean(topK(settings.config.k, labelsOf))
    case "precision":
    case "recall":
      return share(settings.metric, settings.config)
    case "truePositives":
    case "falsePositives":
    case "trueNegatives":
    case "falseNegatives":
      return count(settings.metric, settings.config)
    case "auc":
      return auc(settings.config)
    case "f1Score":
      return fScore({ ...settings.config, beta: 1 })
    case "fBetaScore":
      return fScore(settings.config)
    case "meanIoU":
      return meanIoU
    case "binaryIoU":
      return binaryIoU(settings.config)
    case "r2Score":
      return r2Score(settings.config)
    case "perplexity":
      return perplexity(eitherWay(lossNamed("sparseCategoricalCrossentropy"), lossNamed("categoricalCrossentropy")))
    case "cosineProximity":
      return mean(cosine)
    case "rootMeanSquaredError":
      return root(mean(lossNamed("meanSquaredError")))
    default:
      return mean(lossNamed(settings.metric))
  }
}

/**
 * A metric, for an output with this loss.
 * @param outputLastAxis the length of the output's last axis, or null when it is not known
 * @see https://keras.io/api/metrics/
 */
export const metricFor = (given: MetricGiven, loss: LossName | "custom", outputLastAxis: number | null): Metric => {
  const settings = metricOf(given)
  return { name: settings.name, ...valuesOf(settings, loss, outputLastAxis) }
}
