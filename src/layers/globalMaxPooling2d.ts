import { layer } from "../core/define.js"
import {
  type GlobalPooling2DOptions,
  globalPoolingOptions2D,
  type globalPoolingRule,
  globalPoolingShape,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat } from "../core/windowOptions.js"

export interface GlobalMaxPooling2DOptions<
  keep extends boolean = boolean,
  format extends DataFormat = DataFormat,
> extends GlobalPooling2DOptions<keep, format> {}

interface globalMaxPooling2dRule<keep extends boolean, format extends DataFormat> extends globalPoolingRule<
  "globalMaxPooling2d",
  4,
  keep,
  format
> {}

/** The largest value of each channel over a whole image. */
export interface GlobalMaxPooling2D extends Layer<globalMaxPooling2dRule<false, "channelsLast">> {}
/** The largest value of each channel over a whole image, whose axes stay, or whose channels are first, or may be. */
export interface GlobalMaxPooling2DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalMaxPooling2dRule<keep, format>
> {}

/**
 * The largest value of each channel over a whole image.
 *
 * @shape `[B, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
 * @example
 * globalMaxPooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalMaxPooling2d = layer<
  <keep extends boolean = false, format extends DataFormat = "channelsLast">(
    options?: GlobalMaxPooling2DOptions<keep, format>,
  ) => [keep, format] extends [false, "channelsLast"] ? GlobalMaxPooling2D : GlobalMaxPooling2DWith<keep, format>,
  GlobalMaxPooling2DOptions
>({
  kind: "GlobalMaxPooling2D",
  title: () => "globalMaxPooling2d()",
  options: globalPoolingOptions2D,
  shape: globalPoolingShape("globalMaxPooling2d", 4),
  params: () => 0,
})
