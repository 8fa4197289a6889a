import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type Factor, factorIn, type MovedImageOptions, movedImageOptions } from "../core/randomImages.js"

export interface RandomRotationOptions extends MovedImageOptions {
  /** The greatest angle to either side, or the least and the greatest, in full turns: from -1 to 1. */
  readonly factor: Factor
}

/** Turns images in training. */
export interface RandomRotation extends Layer<rankedRule<"randomRotation", 4>> {}

/**
 * Turns each image by a random angle around its middle in training.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4, or the factor is not from -1 to 1
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/
 * @example
 * randomRotation({ factor: 0.1 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomRotation = layer<(options: RandomRotationOptions) => RandomRotation, RandomRotationOptions>({
  kind: "RandomRotation",
  title: () => "randomRotation",
  options: {
    factor: check.option<Factor>(factorIn(-1, 1), [0.2, [-0.1, 0.3]]),
    ...movedImageOptions,
  },
  shape: input => rankedShape(input, "randomRotation", 4),
  params: () => 0,
})
