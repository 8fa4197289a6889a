import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type Factor, factorIn, randomImageOptions, type ValueRangeOptions, valueRange } from "../core/randomImages.js"

export interface RandomBrightnessOptions extends ValueRangeOptions {
  /** The part of the range that is added or taken away at most, or the least and the most that is added: from -1 to 1. */
  readonly factor: Factor
}

/** Makes images lighter or darker in training. */
export interface RandomBrightness extends Layer<rankedRule<"randomBrightness", 4>> {}

/**
 * Adds a random part of the range of values to each image in training.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4, or the factor is not from -1 to 1
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/
 * @example
 * randomBrightness({ factor: 0.2, valueRange: [0, 1] })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomBrightness = layer<(options: RandomBrightnessOptions) => RandomBrightness, RandomBrightnessOptions>({
  kind: "RandomBrightness",
  title: () => "randomBrightness",
  options: {
    factor: check.option<Factor>(factorIn(-1, 1), [0.2, [-0.1, 0.3]]),
    valueRange,
    ...randomImageOptions,
  },
  shape: input => rankedShape(input, "randomBrightness", 4),
  params: () => 0,
})
