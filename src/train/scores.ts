/** Metrics of each class or each output: F scores, shared areas, and the variance that is explained. */
import * as tf from "@tensorflow/tfjs"
import { isSparse, quotient, type Values } from "./metric.js"
import type { FBetaScoreOptions, R2ScoreOptions } from "./metricOptions.js"
import { labelsOf, paired } from "./pairs.js"

const epsilon = 1e-7

/** Rows of the last axis, with a weight each. */
const rowsOf = (values: tf.Tensor, mask: tf.Tensor | null): readonly [rows: tf.Tensor, weights: tf.Tensor] => {
  const columns = values.shape.at(-1) ?? 1
  const rows = values.reshape([-1, columns])
  const lead = values.shape.slice(0, -1)
  if (!mask) return [rows, tf.ones([rows.shape[0] ?? 0, 1])]
  const weights = mask.toFloat().reshape([...mask.shape, ...lead.slice(mask.rank).map(() => 1)])
  return [rows, tf.ones(lead).mul(weights).reshape([-1, 1])]
}

/** Sums of rows in as many parts. */
const parts = (sums: readonly number[], count: number): readonly (readonly number[])[] =>
  Array.from({ length: count }, (_, part) =>
    sums.slice((part * sums.length) / count, ((part + 1) * sums.length) / count),
  )

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

const oneHot = (truth: tf.Tensor, prediction: tf.Tensor) =>
  isSparse(truth, prediction) ?
    tf.oneHot(labelsOf(truth, prediction).toInt(), prediction.shape.at(-1) ?? 1).toFloat()
  : paired(truth, prediction)

/** Keras's FBetaScore: of true positives, false positives and false negatives of each class. */
export const fScore = ({ average, threshold, beta }: Required<FBetaScoreOptions>): Values => ({
  update: (truth, prediction, mask) => {
    const [wanted, weights] = rowsOf(oneHot(truth, prediction), mask)
    const [rows] = rowsOf(prediction, null)
    const said =
      threshold === null ?
        rows.greaterEqual(rows.max(-1, true)).logicalAnd(rows.abs().greater(1e-9)).toFloat()
      : rows.greater(threshold).toFloat()
    const pairs = [wanted.mul(said), tf.sub(1, wanted).mul(said), wanted.mul(tf.sub(1, said))]
    return pairs.map(values => values.mul(weights).sum(0))
  },
  result: sums => {
    const [right = [], wrong = [], missed = []] = parts(sums, 3).map(part =>
      average === "micro" ? [total(part)] : part,
    )
    const scores = right.map((found, index) => {
      const precision = found / (found + (wrong[index] ?? 0) + epsilon)
      const recall = found / (found + (missed[index] ?? 0) + epsilon)
      return ((precision * recall) / (beta ** 2 * precision + recall + epsilon)) * (1 + beta ** 2)
    })
    if (average !== "weighted") return quotient(total(scores), scores.length)
    const sizes = right.map((found, index) => found + (missed[index] ?? 0))
    return total(scores.map((score, index) => (score * (sizes[index] ?? 0)) / (total(sizes) + epsilon)))
  },
})

/** Keras's R2Score. */
export const r2Score = ({ classAggregation }: Required<R2ScoreOptions>): Values => ({
  update: (truth, prediction, mask) => {
    const [wanted, weights] = rowsOf(paired(truth, prediction), mask)
    const [given] = rowsOf(prediction, null)
    const weighted = wanted.mul(weights)
    return [
      weighted.sum(0),
      weighted.mul(wanted).sum(0),
      wanted.sub(given).square().mul(weights).sum(0),
      tf.onesLike(wanted).mul(weights).sum(0),
    ]
  },
  result: all => {
    const [sums = [], squares = [], errors = [], counts = []] = parts(all, 4)
    const totals = sums.map((sum, index) => (squares[index] ?? 0) - quotient(sum * sum, counts[index]))
    const scores = totals.map((variance, index) => (variance === 0 ? 0 : 1 - (errors[index] ?? 0) / variance))
    return classAggregation === "uniformAverage" ?
        quotient(total(scores), scores.length)
      : quotient(total(scores.map((score, index) => score * (totals[index] ?? 0))), total(totals))
  },
})

/**
 * What the areas of each class share over what they cover together, the mean over classes that occur (Keras's MeanIoU),
 * from the counts of each class beside each other.
 */
const sharedAreas = (
  classes: (prediction: tf.Tensor) => number,
  wantedOf: (truth: tf.Tensor, prediction: tf.Tensor) => tf.Tensor,
  saidOf: (prediction: tf.Tensor) => tf.Tensor,
): Values => ({
  update: (truth, prediction, mask) => {
    const count = classes(prediction)
    const said = saidOf(prediction).toInt()
    const wanted = wantedOf(truth, prediction).toInt()
    const [, weights] = rowsOf(said.expandDims(-1), mask)
    const cells = wanted.mul(tf.scalar(count, "int32")).add(said).toInt().flatten().as1D()
    return [tf.unsortedSegmentSum(weights.flatten(), cells, count * count)]
  },
  result: cells => {
    const count = Math.round(Math.sqrt(cells.length))
    const rows = parts(cells, count)
    const areas = rows.map((row, index) => {
      const both = row[index] ?? 0
      return { both, all: total(row) + total(rows.map(other => other[index] ?? 0)) - both }
    })
    const seen = areas.filter(({ all }) => all > 0)
    return quotient(total(seen.map(({ both, all }) => both / all)), seen.length)
  },
})

/** Of classes: the likeliest one against one-hot or integer labels. */
export const meanIoU: Values = sharedAreas(
  prediction => prediction.shape.at(-1) ?? 1,
  (truth, prediction) => (isSparse(truth, prediction) ? labelsOf(truth, prediction) : truth.argMax(-1)),
  prediction => prediction.argMax(-1),
)

/** Of yes and no: a prediction counts as yes from the threshold on. */
export const binaryIoU = ({ threshold }: { threshold: number }): Values =>
  sharedAreas(
    () => 2,
    (truth, prediction) => paired(truth, prediction).greaterEqual(threshold),
    prediction => prediction.greaterEqual(threshold),
  )
