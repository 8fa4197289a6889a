import type { Rule } from "../../types/rule.js"
import { layer } from "../core/define.js"
import { isRefusal } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type Factor, factorIn, type RandomImageOptions, randomImageOptions } from "../core/randomImages.js"
import { rankedShape } from "../core/ranked.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface RandomWidthOptions extends Omit<RandomImageOptions, "dataFormat"> {
  /** The part of the width that is added or taken away at most, or the least and the most: above -1, at most 1. */
  readonly factor: Factor
  /** Whether a pixel is between its neighbours, or the nearest. @default "bilinear" */
  readonly interpolation?: "bilinear" | "nearest"
}

/** `[B, H, W, C]` becomes `[B, H, ?, C]`. */
type randomWidthShape<In> =
  rankedShape<In, "randomWidth", 4> extends infer shape ?
    shape extends readonly [infer B, infer H, unknown, infer C] ?
      [B, H, number, C]
    : shape
  : never
const randomWidthShape = (input: RuntimeShape) => {
  const shape = rankedShape(input, "randomWidth", 4)
  return isRefusal(shape) ? shape : [input[0] ?? null, input[1] ?? null, null, input[3] ?? null]
}

interface randomWidthRule extends Rule {
  readonly title: "randomWidth"
  readonly out: randomWidthShape<this["in"]>
  readonly params: 0
}

/** Makes images wider or narrower in training. */
export interface RandomWidth extends Layer<randomWidthRule> {}

/**
 * Makes the images of a batch wider or narrower by a random factor in training, the same for all. What stands behind it must
 * take any width.
 *
 * @shape `[B, H, W, C]` to `[B, H, ?, C]`: the width is known as data arrives
 * @throws ShapeError when the input is not of rank 4, or the factor is not from -0.99 to 1
 * @see https://js.tensorflow.org/api/latest/#layers.randomWidth
 * @example
 * randomWidth({ factor: 0.2 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 28, number, 3]>
 */
export const randomWidth = layer<(options: RandomWidthOptions) => RandomWidth, RandomWidthOptions>({
  kind: "RandomWidth",
  title: () => "randomWidth",
  options: {
    factor: check.option<Factor>(factorIn(-0.99, 1), [0.2, [-0.1, 0.3]]),
    interpolation: check.option<"bilinear" | "nearest" | undefined>(check.oneOf(["bilinear", "nearest"]), [
      undefined,
      "nearest",
    ]),
    seed: randomImageOptions.seed,
  },
  shape: randomWidthShape,
  params: () => 0,
})
