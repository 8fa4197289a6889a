import { layer } from "../core/define.js"
import {
  type GlobalPooling2DOptions,
  globalPoolingOptions2D,
  type globalPoolingRule,
  globalPoolingShape,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat } from "../core/windowOptions.js"

export interface GlobalAveragePooling2DOptions<
  keep extends boolean = boolean,
  format extends DataFormat = DataFormat,
> extends GlobalPooling2DOptions<keep, format> {}

interface globalAveragePooling2dRule<keep extends boolean, format extends DataFormat> extends globalPoolingRule<
  "globalAveragePooling2d",
  4,
  keep,
  format
> {}

/** The mean of each channel over a whole image. */
export interface GlobalAveragePooling2D extends Layer<globalAveragePooling2dRule<false, "channelsLast">> {}
/** The mean of each channel over a whole image, whose axes stay, or whose channels are first, or may be. */
export interface GlobalAveragePooling2DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalAveragePooling2dRule<keep, format>
> {}

/**
 * The mean of each channel over a whole image.
 *
 * @shape `[B, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
 * @example
 * globalAveragePooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalAveragePooling2d = layer<
  <keep extends boolean = false, format extends DataFormat = "channelsLast">(
    options?: GlobalAveragePooling2DOptions<keep, format>,
  ) => [keep, format] extends [false, "channelsLast"] ? GlobalAveragePooling2D
  : GlobalAveragePooling2DWith<keep, format>,
  GlobalAveragePooling2DOptions
>({
  kind: "GlobalAveragePooling2D",
  title: () => "globalAveragePooling2d()",
  options: globalPoolingOptions2D,
  shape: globalPoolingShape("globalAveragePooling2d", 4),
  params: () => 0,
})
