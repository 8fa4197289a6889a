import { layer } from "../core/define.js"
import {
  type GlobalPooling,
  globalPooling,
  type GlobalPoolingOptions,
  type globalPoolingRule,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface GlobalMaxPooling1DOptions extends GlobalPoolingOptions {}

/** The largest value of each feature over all steps of a sequence. */
export interface GlobalMaxPooling1D extends Layer<globalPoolingRule<"globalMaxPooling1d", 3>> {}
/** The largest value of each feature over all steps of a sequence, whose axes stay, or whose channels are first, or may be. */
export interface GlobalMaxPooling1DWith<keep extends boolean, format extends DataFormat> extends Layer<
  globalPoolingRule<"globalMaxPooling1d", 3, keep, format>
> {}
interface types extends LayerTypes {
  readonly plain: GlobalMaxPooling1D
  readonly with: [this["size"], this["more"]] extends [infer keep extends boolean, infer format extends DataFormat] ?
    GlobalMaxPooling1DWith<keep, format>
  : never
}

/**
 * The largest value of each feature over all steps of a sequence.
 *
 * @shape `[B, T, C]` to `[B, C]`, or with `keepDims` to `[B, 1, C]`
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling1d/
 * @example
 * globalMaxPooling1d()(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalMaxPooling1d = layer<GlobalPooling<types>, GlobalMaxPooling1DOptions>(
  globalPooling("globalMaxPooling1d", 3),
)
