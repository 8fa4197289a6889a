import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalAveragePooling2DOptions extends GlobalPoolingOptions {}

/** The mean of each channel over a whole image. */
export interface GlobalAveragePooling2D extends Layer<globalPoolingRule<"globalAveragePooling2d", 4>> {}
/** The mean of each channel over a whole image, whose axes stay, or whose channels are first, or may be. */
export interface GlobalAveragePooling2DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalAveragePooling2d", 4, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalAveragePooling2D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalAveragePooling2DWith<keep, format>
  : never
}

/**
 * The mean of each channel over a whole image.
 *
 * @shape `[B, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
 * @example
 * globalAveragePooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalAveragePooling2d = layer<GlobalPooling<types>, GlobalAveragePooling2DOptions>(
  globalPooling("globalAveragePooling2d", 4),
)
