import type { positive } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type sizedRule, sizedShape } from "../core/sized.js"
import { titleOf } from "../core/space.js"
import { type DataFormat, dataFormat } from "../core/windowOptions.js"

export interface CenterCropOptions<
  height extends number = number,
  width extends number = number,
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /** Height of the output: a positive integer. */
  readonly height: positive<height, "height">
  /** Width of the output: a positive integer. */
  readonly width: positive<width, "width">
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** The middle of an image. */
export interface CenterCrop<height, width> extends Layer<sizedRule<"centerCrop", 4, [height, width]>> {}
/** The middle of an image whose channels are first, or may be. */
export interface CenterCropWith<height, width, format extends DataFormat> extends Layer<
  sizedRule<"centerCrop", 4, [height, width], format>
> {}

/**
 * The middle of an image. One that is too low or too narrow is cut to the aspect of the output, and made larger.
 *
 * @shape `[B, H, W, C]` to `[B, height, width, C]`
 * @param options.height a positive integer
 * @param options.width a positive integer
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/
 * @example
 * centerCrop({ height: 24, width: 20 })(input({ shape: [28, 28, 3] })) // => SymbolicTensor<["B", 24, 20, 3]>
 */
export const centerCrop = layer<
  <const height extends number, const width extends number, format extends DataFormat = "channelsLast">(
    options: CenterCropOptions<height, width, format>,
  ) => [format] extends ["channelsLast"] ? CenterCrop<height, width> : CenterCropWith<height, width, format>,
  CenterCropOptions
>({
  kind: "CenterCrop",
  title: ({ height, width }) => titleOf("centerCrop", [height, width]),
  options: {
    height: check.option(check.positive, [4, 1, 7]),
    width: check.option(check.positive, [5, 3, 2]),
    dataFormat,
  },
  shape: (input, { height, width, dataFormat }) =>
    sizedShape(input, { layer: "centerCrop", named: [height, width], rank: 4, dataFormat }),
  params: () => 0,
})
