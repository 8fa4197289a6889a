import type { rate } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { unchangedRule } from "../core/ranked.js"

export interface GaussianDropoutOptions<part extends number = number> extends LayerOptions {
  /** The strength: the noise has the variance `rate / (1 - rate)`. At least 0 and less than 1. */
  readonly rate: rate<part, "rate">
  /** Makes the draws of a run the same in every run. */
  readonly seed?: number
}

/** Multiplies by noise in training. */
export interface GaussianDropout extends Layer<unchangedRule<"gaussianDropout">> {}

/**
 * Multiplies the values by normal noise of mean 1 in training (Srivastava et al. 2014), as strong as `dropout` of that rate.
 *
 * @shape any shape to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not
 * @see https://keras.io/api/layers/regularization_layers/gaussian_dropout/
 * @example
 * gaussianDropout({ rate: 0.5 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const gaussianDropout = layer<
  <const part extends number>(options: GaussianDropoutOptions<part>) => GaussianDropout,
  GaussianDropoutOptions
>({
  kind: "GaussianDropout",
  title: () => "gaussianDropout",
  options: {
    rate: check.option(check.rate, [0.5, 0, 0.9]),
    seed: check.option(check.integer, [undefined, 42]),
  },
  shape: input => input,
  params: () => 0,
})
