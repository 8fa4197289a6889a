import { type AdaptivePooling, adaptivePooling, type AdaptivePoolingOptions } from "../core/adaptivePooling.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import type { sizedRule } from "../core/sized.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface AdaptiveAveragePooling1DOptions extends AdaptivePoolingOptions<1> {}

/** The mean of windows that cover a sequence, `size` of them. */
export interface AdaptiveAveragePooling1D<size> extends Layer<sizedRule<"adaptiveAveragePooling1d", 3, size>> {}
/** The mean of windows that cover a sequence whose channels are first, or may be. */
export interface AdaptiveAveragePooling1DWith<size, format extends DataFormat> extends Layer<
  sizedRule<"adaptiveAveragePooling1d", 3, size, format>
> {}
interface types extends LayerTypes {
  readonly plain: AdaptiveAveragePooling1D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ?
    AdaptiveAveragePooling1DWith<this["size"], format>
  : never
}

/**
 * The mean of windows that cover a sequence, as many as the output is to have, channel by channel: the one at `i` of `n` is
 * from `floor(i * T / n)` up to `ceil((i + 1) * T / n)`.
 *
 * @shape `[B, T, C]` to `[B, outputSize, C]`
 * @param options.outputSize a positive integer
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/pooling_layers/adaptive_average_pooling1d/
 * @example
 * adaptiveAveragePooling1d({ outputSize: 4 })(input({ shape: [10, 8] })) // => SymbolicTensor<["B", 4, 8]>
 */
export const adaptiveAveragePooling1d = layer<AdaptivePooling<types, 1>, AdaptiveAveragePooling1DOptions>(
  adaptivePooling("adaptiveAveragePooling1d", 3),
)
