import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalAveragePooling3DOptions extends GlobalPoolingOptions {}

/** The mean of each channel over a whole volume. */
export interface GlobalAveragePooling3D extends Layer<globalPoolingRule<"globalAveragePooling3d", 5>> {}
/** The mean of each channel over a whole volume, whose axes stay, or whose channels are first, or may be. */
export interface GlobalAveragePooling3DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalAveragePooling3d", 5, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalAveragePooling3D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalAveragePooling3DWith<keep, format>
  : never
}

/**
 * The mean of each channel over a whole volume.
 *
 * @shape `[B, D, H, W, C]` to `[B, C]`, or with `keepDims` to `[B, 1, 1, 1, C]`
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling3d/
 * @example
 * globalAveragePooling3d()(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalAveragePooling3d = layer<GlobalPooling<types>, GlobalAveragePooling3DOptions>(
  globalPooling("globalAveragePooling3d", 5),
)
