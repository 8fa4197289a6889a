import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type Factor, factorIn, type MovedImageOptions, movedImageOptions } from "../core/randomImages.js"

export interface RandomZoomOptions extends MovedImageOptions {
  /** How much more of the height is seen at most, to either side, or the least and the most: from -1 to 1. */
  readonly heightFactor: Factor
  /** How much more of the width is seen; the default keeps the form. */
  readonly widthFactor?: Factor
}

/** Makes images larger or smaller in training. */
export interface RandomZoom extends Layer<rankedRule<"randomZoom", 4>> {}

/**
 * Makes each image larger or smaller by a random factor in training: above 0 more is seen of it, and below 0 less.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4, or a factor is not from -1 to 1
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/
 * @example
 * randomZoom({ heightFactor: 0.2 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomZoom = layer<(options: RandomZoomOptions) => RandomZoom, RandomZoomOptions>({
  kind: "RandomZoom",
  title: () => "randomZoom",
  options: {
    heightFactor: check.option<Factor>(factorIn(-1, 1), [0.2, [-0.1, 0.3]]),
    widthFactor: check.option<Factor | undefined>(factorIn(-1, 1), [undefined, 0.2, [0, 0.5]]),
    ...movedImageOptions,
  },
  shape: input => rankedShape(input, "randomZoom", 4),
  params: () => 0,
})
