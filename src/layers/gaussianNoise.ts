import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { unchangedRule } from "../core/ranked.js"

export interface GaussianNoiseOptions extends LayerOptions {
  /** The standard deviation of the noise: from 0 to 1. */
  readonly stddev: number
  /** Makes the draws of a run the same in every run. */
  readonly seed?: number
}

/** Adds noise in training. */
export interface GaussianNoise extends Layer<unchangedRule<"gaussianNoise">> {}

/**
 * Adds normal noise of mean 0 to the values in training, which keeps a model from learning them by heart.
 *
 * @shape any shape to itself
 * @throws ShapeError when `stddev` is not from 0 to 1
 * @see https://keras.io/api/layers/regularization_layers/gaussian_noise/
 * @example
 * gaussianNoise({ stddev: 0.1 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const gaussianNoise = layer<(options: GaussianNoiseOptions) => GaussianNoise, GaussianNoiseOptions>({
  kind: "GaussianNoise",
  title: () => "gaussianNoise",
  options: {
    stddev: check.option(check.fraction, [0.1, 0, 1]),
    seed: check.option(check.integer, [undefined, 42]),
  },
  shape: input => input,
  params: () => 0,
})
