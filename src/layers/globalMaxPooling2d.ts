import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalMaxPooling2DOptions extends GlobalPoolingOptions {}

/** The largest value of each channel over a whole image. */
export interface GlobalMaxPooling2D extends Layer<globalPoolingRule<"globalMaxPooling2d", 4>> {}
/** The largest value of each channel over a whole image, whose axes stay, or whose channels are first, or may be. */
export interface GlobalMaxPooling2DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalMaxPooling2d", 4, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalMaxPooling2D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalMaxPooling2DWith<keep, format>
  : never
}

/**
 * The largest value of each channel over a whole image.
 *
 * @shape `[B, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
 * @example
 * globalMaxPooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalMaxPooling2d = layer<GlobalPooling<types>, GlobalMaxPooling2DOptions>(
  globalPooling("globalMaxPooling2d", 4),
)
