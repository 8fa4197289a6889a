import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type Factor, factorIn, randomImageOptions, type ValueRangeOptions, valueRange } from "../core/randomImages.js"

export interface RandomContrastOptions extends ValueRangeOptions {
  /** How much less and more contrast there is at most, one number for both or a list: from 0 to 1. */
  readonly factor: Factor
}

/** Changes the contrast of images in training. */
export interface RandomContrast extends Layer<rankedRule<"randomContrast", 4>> {}

/**
 * `(x - mean) * (1 + part) + mean` with a random part for each image in training, the mean of each channel over all places.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4, or the factor is not from 0 to 1
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/
 * @example
 * randomContrast({ factor: 0.2, valueRange: [0, 1] })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomContrast = layer<(options: RandomContrastOptions) => RandomContrast, RandomContrastOptions>({
  kind: "RandomContrast",
  title: () => "randomContrast",
  options: {
    factor: check.option<Factor>(factorIn(0, 1), [0.2, [0.1, 0.3]]),
    valueRange,
    ...randomImageOptions,
  },
  shape: input => rankedShape(input, "randomContrast", 4),
  params: () => 0,
})
