/** Metrics of yes and no: what was said beside what is true, at one threshold or at many. */
import * as tf from "@tensorflow/tfjs"
import { raise, refuse } from "../core/error.js"
import type { AucOptions, ShareOptions } from "./metricOptions.js"
import { paired } from "./pairs.js"
import { quotient, type Values } from "./metric.js"

/** What is true, what was predicted, and how much each counts: all of one shape. */
interface Compared {
  readonly wanted: tf.Tensor
  readonly given: tf.Tensor
  readonly weights: tf.Tensor
}

const refuseOther = (name: string, { shape: wanted }: tf.Tensor, { shape }: tf.Tensor) => {
  if (wanted.length === shape.length && wanted.every((axis, index) => axis === shape[index])) return
  const sentence = `${name} compares values of one shape, got a truth [${wanted.join(", ")}] and a prediction [${shape.join(", ")}]`
  raise(name, refuse(sentence, `[${shape.join(", ")}]`, `[${wanted.join(", ")}]`, { code: "data" }))
}

const compared = (name: string, truth: tf.Tensor, given: tf.Tensor, mask: tf.Tensor | null): Compared => {
  const wanted = paired(truth, given).cast("bool").toFloat()
  refuseOther(name, wanted, given)
  const ones = tf.onesLike(given)
  const weights =
    mask ? ones.mul(mask.toFloat().reshape([...mask.shape, ...given.shape.slice(mask.rank).map(() => 1)])) : ones
  return { wanted, given, weights }
}

const not = (x: tf.Tensor) => tf.sub(1, x)

/** The counts that a metric adds up, from what is true and what was said. */
const counted = {
  truePositives: (wanted: tf.Tensor, said: tf.Tensor) => wanted.mul(said),
  falsePositives: (wanted: tf.Tensor, said: tf.Tensor) => not(wanted).mul(said),
  trueNegatives: (wanted: tf.Tensor, said: tf.Tensor) => not(wanted).mul(not(said)),
  falseNegatives: (wanted: tf.Tensor, said: tf.Tensor) => wanted.mul(not(said)),
}

/** How many there are of one kind. */
export const count = (kind: keyof typeof counted, { threshold }: { threshold: number }): Values => ({
  update: (truth, prediction, mask) => {
    const { wanted, given, weights } = compared(kind, truth, prediction, mask)
    return [counted[kind](wanted, given.greater(threshold).toFloat()).mul(weights).sum()]
  },
  result: ([total = 0]) => total,
})

/** Of what is true and of what was said to be true, what was right, and all of `among`. */
export const share = (name: "precision" | "recall", options: Required<ShareOptions>): Values => ({
  update: (truth, prediction, mask) => {
    const { wanted, given, weights } = compared(name, truth, prediction, mask)
    const said = saidOf(given, options)
    const counts = [wanted.mul(said), name === "precision" ? said : wanted].map(values => values.mul(weights))
    return counts.map(values => (options.classId === null ? values : values.gather([options.classId], -1)).sum())
  },
  result: ([right, among]) => quotient(right, among),
})

const saidOf = (given: tf.Tensor, { threshold, topK }: Required<ShareOptions>): tf.Tensor => {
  const above = topK !== null && threshold === null ? tf.onesLike(given) : given.greater(threshold ?? 0.5).toFloat()
  if (topK === null || topK >= (given.shape.at(-1) ?? 1)) return above
  const least = tf.topk(given, topK).values.min(-1, true)
  return above.mul(given.greaterEqual(least).toFloat())
}

/** Sums from each place to the end. */
const fromHere = (values: readonly number[]): readonly number[] => {
  const sums = [...values]
  for (let index = sums.length - 2; index >= 0; index--) sums[index] = (sums[index] ?? 0) + (sums[index + 1] ?? 0)
  return sums
}

/** Pairs of neighbours. */
const steps = (values: readonly number[]) => values.slice(1).map((after, index) => [values[index] ?? 0, after] as const)

/** The curve's area (Keras's AUC): predictions are counted between even thresholds from 0 to 1. */
export const auc = ({ numThresholds, curve, summationMethod, fromLogits }: Required<AucOptions>): Values => ({
  update: (truth, prediction, mask) => {
    const { wanted, given, weights } = compared("auc", truth, prediction, mask)
    const chances = (fromLogits ? given.sigmoid() : given).clipByValue(0, 1)
    const buckets = chances
      .mul(numThresholds - 1)
      .ceil()
      .sub(1)
      .relu()
      .toInt()
      .flatten()
      .as1D()
    return [wanted, not(wanted)].map(values =>
      tf.unsortedSegmentSum(values.mul(weights).flatten(), buckets, numThresholds),
    )
  },
  result: sums => {
    const positives = fromHere(sums.slice(0, numThresholds))
    const falses = fromHere(sums.slice(numThresholds))
    return curve === "PR" && summationMethod === "interpolation" ?
        interpolated(positives, falses)
      : area(positives, falses, curve, summationMethod)
  },
})

const area = (
  positives: readonly number[],
  falses: readonly number[],
  curve: "ROC" | "PR",
  method: Required<AucOptions>["summationMethod"],
): number => {
  const recall = positives.map(found => quotient(found, positives[0]))
  const across = curve === "ROC" ? falses.map(found => quotient(found, falses[0])) : recall
  const up = curve === "ROC" ? recall : positives.map((found, index) => quotient(found, found + (falses[index] ?? 0)))
  const heights = steps(up).map(([a, b]) =>
    method === "interpolation" ? (a + b) / 2
    : method === "minoring" ? Math.min(a, b)
    : Math.max(a, b),
  )
  return steps(across).reduce((sum, [a, b], index) => sum + (a - b) * (heights[index] ?? 0), 0)
}

/** Precision against recall, both going evenly between thresholds as counts do (Davis and Goadrich 2006, section 4). */
const interpolated = (positives: readonly number[], falses: readonly number[]): number => {
  const said = steps(positives.map((found, index) => found + (falses[index] ?? 0)))
  const increments = steps(positives).map(([before, after], index) => {
    const [saidBefore, saidAfter] = said[index] ?? [0, 0]
    const slope = quotient(before - after, Math.max(saidBefore - saidAfter, 0))
    const ratio = saidBefore > 0 && saidAfter > 0 ? saidBefore / saidAfter : 1
    return quotient(slope * (before - after + (after - slope * saidAfter) * Math.log(ratio)), positives[0])
  })
  return increments.reduce((sum, part) => sum + part, 0)
}
