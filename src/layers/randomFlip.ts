import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type rankedRule, rankedShape } from "../core/ranked.js"
import { type RandomImageOptions, randomImageOptions } from "../core/randomImages.js"

type FlipMode = "horizontal" | "horizontalAndVertical" | "vertical"

export interface RandomFlipOptions extends RandomImageOptions {
  /** To which side: left and right, up and down, or both. @default "horizontalAndVertical" */
  readonly mode?: FlipMode
}

/** Turns images over in training. */
export interface RandomFlip extends Layer<rankedRule<"randomFlip", 4>> {}

/**
 * Turns each image over in training, or leaves it, by the toss of a coin.
 *
 * @shape `[B, H, W, C]` to itself
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/
 * @example
 * randomFlip({ mode: "horizontal" })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, 28, 3]>
 */
export const randomFlip = layer<(options?: RandomFlipOptions) => RandomFlip, RandomFlipOptions>({
  kind: "RandomFlip",
  title: () => "randomFlip",
  options: {
    mode: check.option<FlipMode | undefined>(check.oneOf(["horizontal", "vertical", "horizontalAndVertical"]), [
      undefined,
      "horizontal",
      "vertical",
    ]),
    ...randomImageOptions,
  },
  shape: input => rankedShape(input, "randomFlip", 4),
  params: () => 0,
})
