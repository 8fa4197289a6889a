import type { positive } from "../../types/error.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type RandomImageOptions, randomImageOptions } from "../core/randomImages.js"
import { type sizedRule, sizedShape } from "../core/sized.js"
import { titleOf } from "../core/space.js"
import type { DataFormat } from "../core/windowOptions.js"

export interface RandomCropOptions<
  height extends number = number,
  width extends number = number,
  format extends DataFormat = DataFormat,
> extends Omit<RandomImageOptions, "dataFormat"> {
  /** Height of the part: a positive integer. */
  readonly height: positive<height, "height">
  /** Width of the part: a positive integer. */
  readonly width: positive<width, "width">
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** A part of images, of `height` by `width`. */
export interface RandomCrop<height extends number, width extends number> extends Layer<
  sizedRule<"randomCrop", 4, [height, width]>
> {}
/** A part of images whose channels are first, or may be. */
export interface RandomCropWith<height extends number, width extends number, format extends DataFormat> extends Layer<
  sizedRule<"randomCrop", 4, [height, width], format>
> {}

/**
 * A random part of the images of a batch in training, the same of all, and the middle when predicting. Of images that are
 * smaller, the greatest part of that form, enlarged.
 *
 * @shape `[B, H, W, C]` to `[B, height, width, C]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/
 * @example
 * randomCrop({ height: 24, width: 20 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 24, 20, 3]>
 */
export const randomCrop = layer<
  <const height extends number, const width extends number, format extends DataFormat = "channelsLast">(
    options: RandomCropOptions<height, width, format>,
  ) => [format] extends ["channelsLast"] ? RandomCrop<height, width> : RandomCropWith<height, width, format>,
  RandomCropOptions
>({
  kind: "RandomCrop",
  title: ({ height, width }) => titleOf("randomCrop", [height, width]),
  options: {
    height: check.option(check.positive, [3, 1, 5]),
    width: check.option(check.positive, [2, 4]),
    ...randomImageOptions,
  },
  shape: (input, { height, width, dataFormat }) =>
    sizedShape(input, { layer: "randomCrop", named: [height, width], rank: 4, dataFormat }),
  params: () => 0,
})
