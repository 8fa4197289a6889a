import { type AdaptivePooling, adaptivePooling, type AdaptivePoolingOptions } from "../core/adaptivePooling.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import type { sizedRule } from "../core/sized.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface AdaptiveAveragePooling3DOptions extends AdaptivePoolingOptions<3> {}

/** The mean of windows that cover a volume, `size` of them. */
export interface AdaptiveAveragePooling3D<size> extends Layer<sizedRule<"adaptiveAveragePooling3d", 5, size>> {}
/** The mean of windows that cover a volume whose channels are first, or may be. */
export interface AdaptiveAveragePooling3DWith<size, format extends DataFormat> extends Layer<
  sizedRule<"adaptiveAveragePooling3d", 5, size, format>
> {}
interface types extends LayerTypes {
  readonly plain: AdaptiveAveragePooling3D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ?
    AdaptiveAveragePooling3DWith<this["size"], format>
  : never
}

/**
 * The mean of windows that cover a volume, as many as the output is to have, channel by channel: the one at `i` of `n` is
 * from `floor(i * D / n)` up to `ceil((i + 1) * D / n)`.
 *
 * @shape `[B, D, H, W, C]` to `[B, outputSize, outputSize, outputSize, C]`
 * @param options.outputSize a positive integer or a list of three
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/pooling_layers/adaptive_average_pooling3d/
 * @example
 * adaptiveAveragePooling3d({ outputSize: [4, 5, 6] })(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 4, 5, 6, 8]>
 */
export const adaptiveAveragePooling3d = layer<AdaptivePooling<types, 3>, AdaptiveAveragePooling3DOptions>(
  adaptivePooling("adaptiveAveragePooling3d", 5),
)
