/** The names of losses and metrics, apart from their code: types that name them need none of tfjs's. */

export const lossNames = [
  "meanSquaredError",
  "meanAbsoluteError",
  "meanAbsolutePercentageError",
  "meanSquaredLogarithmicError",
  "squaredHinge",
  "hinge",
  "categoricalHinge",
  "logcosh",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "binaryCrossentropy",
  "kullbackLeiblerDivergence",
  "poisson",
  "cosineProximity",
  "huber",
  "binaryFocalCrossentropy",
  "categoricalFocalCrossentropy",
  "dice",
  "tversky",
  "ctc",
] as const

/** The losses, by tfjs's names, and Keras's that tfjs lacks. */
export type LossName = (typeof lossNames)[number]

export const metricNames = [
  "accuracy",
  "binaryAccuracy",
  "categoricalAccuracy",
  "sparseCategoricalAccuracy",
  "topKCategoricalAccuracy",
  "precision",
  "recall",
  "meanSquaredError",
  "meanAbsoluteError",
  "meanAbsolutePercentageError",
  "cosineProximity",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "binaryCrossentropy",
  "perplexity",
] as const

/** The metrics, by tfjs's names, and perplexity. */
export type MetricName = (typeof metricNames)[number]

/** Which way each metric gets better. */
export const directions: Readonly<Record<MetricName, "min" | "max">> = {
  accuracy: "max",
  binaryAccuracy: "max",
  categoricalAccuracy: "max",
  sparseCategoricalAccuracy: "max",
  topKCategoricalAccuracy: "max",
  precision: "max",
  recall: "max",
  meanSquaredError: "min",
  meanAbsoluteError: "min",
  meanAbsolutePercentageError: "min",
  cosineProximity: "max",
  categoricalCrossentropy: "min",
  sparseCategoricalCrossentropy: "min",
  binaryCrossentropy: "min",
  perplexity: "min",
}
