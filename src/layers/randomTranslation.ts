import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type Factor, factorIn, type MovedImageOptions, movedImageOptions } from "../core/randomImages.js"

export interface RandomTranslationOptions extends MovedImageOptions {
  /** The part of the height by which an image is moved at most, or the least and the most, down: from -1 to 1. */
  readonly heightFactor: Factor
  /** The part of the width by which an image is moved at most, or the least and the most, right: from -1 to 1. */
  readonly widthFactor: Factor
}

/** Moves images in training. */
export interface RandomTranslation extends Layer<rankedRule<"randomTranslation", 4>> {}

/**
 * Moves each image by a random part of its height and its width in training.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4, or a factor is not from -1 to 1
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/
 * @example
 * randomTranslation({ heightFactor: 0.1, widthFactor: 0.1 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomTranslation = layer<
  (options: RandomTranslationOptions) => RandomTranslation,
  RandomTranslationOptions
>({
  kind: "RandomTranslation",
  title: () => "randomTranslation",
  options: {
    heightFactor: check.option<Factor>(factorIn(-1, 1), [0.2, [-0.1, 0.3]]),
    widthFactor: check.option<Factor>(factorIn(-1, 1), [0.2, [0, 0.5]]),
    ...movedImageOptions,
  },
  shape: input => rankedShape(input, "randomTranslation", 4),
  params: () => 0,
})
