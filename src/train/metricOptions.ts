/** Metrics with their options, as plain data. */
import { named } from "../core/named.js"
import { aboveZero, either, flag, fraction, natural, oneOf, positive, text } from "../core/options.js"
import { type MetricName, metricNames } from "./names.js"
import { type Checks, refuseOption, settled } from "./settled.js"

interface Threshold {
  /** Above this a prediction counts as yes. @default 0.5 */
  readonly threshold?: number
}
interface TopK {
  /** Among how many of the likeliest classes the true one must be. @default 5 */
  readonly k?: number
}
export interface ShareOptions {
  /** Above this a prediction counts as yes: 0.5, or with `topK` any. @default null */
  readonly threshold?: number | null
  /** Only so many of the likeliest classes of a position can be yes. @default null */
  readonly topK?: number | null
  /** The one class that is looked at. @default null */
  readonly classId?: number | null
}
export interface AucOptions {
  /** How many thresholds the curve is drawn with. @default 200 */
  readonly numThresholds?: number
  /** True against false positives, or precision against recall. @default "ROC" */
  readonly curve?: "ROC" | "PR"
  /** How the curve goes between thresholds. @default "interpolation" */
  readonly summationMethod?: "interpolation" | "minoring" | "majoring"
  /** Whether predictions are what sigmoid would be given. @default false */
  readonly fromLogits?: boolean
}
export interface FScoreOptions {
  /** Of each class the mean, of each class by its size, or of all together; Keras's default is a number a class. @default "macro" */
  readonly average?: "macro" | "micro" | "weighted"
  /** Above this a class counts as yes; null for the likeliest one. @default null */
  readonly threshold?: number | null
}
export interface FBetaScoreOptions extends FScoreOptions {
  /** How much recall weighs beside precision: 1 makes it the F1 score. @default 1 */
  readonly beta?: number
}
export interface R2ScoreOptions {
  /** How several outputs become one number. @default "uniformAverage" */
  readonly classAggregation?: "uniformAverage" | "varianceWeightedAverage"
}

interface Settings<metric extends string, name extends string, options> {
  readonly kind: "metric"
  readonly metric: metric
  /** Its key in the history. */
  readonly name: name
  readonly config: Readonly<Required<options>>
}
type Counts = "truePositives" | "falsePositives" | "trueNegatives" | "falseNegatives"
type Configured<name extends string> =
  | Settings<"binaryAccuracy" | "binaryIoU" | Counts, name, Threshold>
  | Settings<"topKCategoricalAccuracy" | "sparseTopKCategoricalAccuracy", name, TopK>
  | Settings<"precision" | "recall", name, ShareOptions>
  | Settings<"auc", name, AucOptions>
  | Settings<"f1Score", name, FScoreOptions>
  | Settings<"fBetaScore", name, FBetaScoreOptions>
  | Settings<"r2Score", name, R2ScoreOptions>

/** A metric with its options, under a name: what `metrics.auc({ curve: "PR", name: "area" })` gives. */
export type MetricSettings<name extends string = string> =
  Configured<name> | Settings<Exclude<MetricName, Configured<string>["metric"]>, name, {}>

/** A metric: its tfjs name, or one of `metrics` with its options. */
export type MetricGiven = MetricName | MetricSettings

interface Named<name extends string> {
  /** Its key in the history. */
  readonly name?: name
}

const maker =
  <metric extends Configured<string>["metric"], options extends object>(
    metric: metric,
    checks: Checks<options>,
    defaults: Required<options>,
  ) =>
  <const name extends string = metric>(given?: options & Named<name>): Settings<metric, NoInfer<name>, options> => {
    const { name, options } = named<name, options>(given ?? {}, metric)
    const sentence = text(name, "name")
    if (sentence !== undefined) refuseOption(metric, sentence, name)
    return { kind: "metric", metric, name, config: settled(metric, checks, defaults, options) }
  }

const nullOr = (check: Parameters<typeof either>[0]) => either(check, oneOf([null]))
const threshold: Checks<Threshold> = { threshold: fraction }
const half = { threshold: 0.5 }
const share: Checks<ShareOptions> = {
  threshold: nullOr(fraction),
  topK: nullOr(positive),
  classId: nullOr(natural),
}
const all = { threshold: null, topK: null, classId: null }
const fScore: Checks<FScoreOptions> = {
  average: oneOf(["macro", "micro", "weighted"]),
  threshold: nullOr(fraction),
}

/**
 * Metrics with options of their own; a name alone means Keras's defaults.
 * @throws ShapeError when an option has a value that it cannot have
 * @see https://keras.io/api/metrics/
 * @example metrics.topKCategoricalAccuracy({ k: 3, name: "top3" }).name // => "top3"
 */
export const metrics = {
  /** How often yes or no is right. */
  binaryAccuracy: maker<"binaryAccuracy", Threshold>("binaryAccuracy", threshold, half),
  /** How often the true class is among the `k` likeliest, of one-hot labels. */
  topKCategoricalAccuracy: maker<"topKCategoricalAccuracy", TopK>("topKCategoricalAccuracy", { k: positive }, { k: 5 }),
  /** How often the true class is among the `k` likeliest, of integer labels. */
  sparseTopKCategoricalAccuracy: maker<"sparseTopKCategoricalAccuracy", TopK>(
    "sparseTopKCategoricalAccuracy",
    { k: positive },
    { k: 5 },
  ),
  /** What part of what was said to be true is true. */
  precision: maker<"precision", ShareOptions>("precision", share, all),
  /** What part of what is true was said to be. */
  recall: maker<"recall", ShareOptions>("recall", share, all),
  truePositives: maker<"truePositives", Threshold>("truePositives", threshold, half),
  falsePositives: maker<"falsePositives", Threshold>("falsePositives", threshold, half),
  trueNegatives: maker<"trueNegatives", Threshold>("trueNegatives", threshold, half),
  falseNegatives: maker<"falseNegatives", Threshold>("falseNegatives", threshold, half),
  /** The area under the curve that precision or true positives draw as the threshold falls. */
  auc: maker<"auc", AucOptions>(
    "auc",
    {
      numThresholds: (value, option) =>
        positive(value, option) ?? (value === 1 ? `${option} must be 2 or more, got 1` : undefined),
      curve: oneOf(["ROC", "PR"]),
      summationMethod: oneOf(["interpolation", "minoring", "majoring"]),
      fromLogits: flag,
    },
    { numThresholds: 200, curve: "ROC", summationMethod: "interpolation", fromLogits: false },
  ),
  /** The harmonic mean of precision and recall, of one-hot or integer labels. */
  f1Score: maker<"f1Score", FScoreOptions>("f1Score", fScore, { average: "macro", threshold: null }),
  /** The same with recall weighing `beta` times as much. */
  fBetaScore: maker<"fBetaScore", FBetaScoreOptions>(
    "fBetaScore",
    { ...fScore, beta: aboveZero },
    { average: "macro", threshold: null, beta: 1 },
  ),
  /** The mean over yes and no of what both areas share, over what they cover together. */
  binaryIoU: maker<"binaryIoU", Threshold>("binaryIoU", threshold, half),
  /** What part of the variance is explained: 1 when every prediction is right. */
  r2Score: maker<"r2Score", R2ScoreOptions>(
    "r2Score",
    { classAggregation: oneOf(["uniformAverage", "varianceWeightedAverage"]) },
    { classAggregation: "uniformAverage" },
  ),
}

const hasOptions = (name: MetricName): name is keyof typeof metrics => Object.hasOwn(metrics, name)

/** The settings of a name: Keras's. */
export const metricOf = (given: MetricGiven): MetricSettings =>
  typeof given !== "string" ? given
  : hasOptions(given) ? metrics[given]()
  : { kind: "metric", metric: given, name: given, config: {} }

/** Whether something is a metric, by its name or with its options. */
export const isMetric = (given: unknown): given is MetricGiven =>
  metricNames.some(name => name === given) ||
  (typeof given === "object" &&
    given !== null &&
    "kind" in given &&
    given.kind === "metric" &&
    "metric" in given &&
    metricNames.some(name => name === given.metric) &&
    "name" in given &&
    typeof given.name === "string" &&
    "config" in given)

/** The name under which a metric stands in the history. */
export type metricKey<metric> = metric extends { readonly name: infer name extends string } ? name : metric
