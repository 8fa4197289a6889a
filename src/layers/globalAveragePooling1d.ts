import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalAveragePooling1DOptions extends GlobalPoolingOptions {}

/** The mean of each feature over all steps of a sequence. */
export interface GlobalAveragePooling1D extends Layer<globalPoolingRule<"globalAveragePooling1d", 3>> {}
/** The mean of each feature over all steps of a sequence, whose axes stay, or whose channels are first, or may be. */
export interface GlobalAveragePooling1DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalAveragePooling1d", 3, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalAveragePooling1D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalAveragePooling1DWith<keep, format>
  : never
}

/**
 * The mean of each feature over all steps of a sequence. Steps that a mask leaves out do not count.
 *
 * @shape `[B, T, C]` to `[B, C]`, or with `keepDims` to `[B, 1, C]`
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling1d/
 * @example
 * globalAveragePooling1d()(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalAveragePooling1d = layer<GlobalPooling<types>, GlobalAveragePooling1DOptions>(
  globalPooling("globalAveragePooling1d", 3),
)
