import { rows } from "../core/predict.js"
import type { Batch } from "./trainer.js"

/** The number of samples. */
export const countOf = ({ xs }: Batch): number => xs[0]?.shape[0] ?? 0

/** Samples `from` up to `to`. */
export const slice = ({ xs, ys, weights }: Batch, from: number, to: number): Batch => ({
  xs: rows(xs, from, to),
  ys: rows(ys, from, to),
  weights: weights ? rows([weights], from, to)[0] : undefined,
})
