import type { rate } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { unchangedRule } from "../core/ranked.js"

export interface AlphaDropoutOptions<part extends number = number> extends LayerOptions {
  /** The part of the values that is dropped in training: at least 0 and less than 1. */
  readonly rate: rate<part, "rate">
  /** The shape of what is drawn, with the batch: 1 drops along the whole axis, `null` is the axis itself. */
  readonly noiseShape?: readonly (number | null)[]
  /** Makes the draws of a run the same in every run. */
  readonly seed?: number
}

/** Drops values in training, and keeps mean and variance. */
export interface AlphaDropout extends Layer<unchangedRule<"alphaDropout">> {}

/**
 * Sets a random part of the values to the least value of `selu` in training, and scales and shifts all so that mean 0 and
 * variance 1 stay (Klambauer et al. 2017, arXiv:1706.02515): the dropout that goes with `selu`.
 *
 * @shape any shape to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not
 * @see https://keras.io/api/layers/regularization_layers/alpha_dropout/
 * @example
 * alphaDropout({ rate: 0.1 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const alphaDropout = layer<
  <const part extends number>(options: AlphaDropoutOptions<part>) => AlphaDropout,
  AlphaDropoutOptions
>({
  kind: "AlphaDropout",
  title: () => "alphaDropout",
  options: {
    rate: check.option(check.rate, [0.5, 0, 0.9]),
    noiseShape: check.option(check.listOf(check.either(check.positive, check.oneOf([null]))), [undefined]),
    seed: check.option(check.integer, [undefined, 42]),
  },
  shape: input => input,
  params: () => 0,
})
