import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalMaxPooling3DOptions extends GlobalPoolingOptions {}

/** The largest value of each channel over a whole volume. */
export interface GlobalMaxPooling3D extends Layer<globalPoolingRule<"globalMaxPooling3d", 5>> {}
/** The largest value of each channel over a whole volume, whose axes stay, or whose channels are first, or may be. */
export interface GlobalMaxPooling3DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalMaxPooling3d", 5, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalMaxPooling3D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalMaxPooling3DWith<keep, format>
  : never
}

/**
 * The largest value of each channel over a whole volume.
 *
 * @shape `[B, D, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling3d/
 * @example
 * globalMaxPooling3d()(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalMaxPooling3d = layer<GlobalPooling<types>, GlobalMaxPooling3DOptions>(
  globalPooling("globalMaxPooling3d", 5),
)
