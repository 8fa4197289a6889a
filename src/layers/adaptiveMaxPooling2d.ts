import { type AdaptivePooling, adaptivePooling, type AdaptivePoolingOptions } from "../core/adaptivePooling.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import type { sizedRule } from "../core/sized.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface AdaptiveMaxPooling2DOptions extends AdaptivePoolingOptions<2> {}

/** The largest value of windows that cover a image, `size` of them. */
export interface AdaptiveMaxPooling2D<size> extends Layer<sizedRule<"adaptiveMaxPooling2d", 4, size>> {}
/** The largest value of windows that cover a image whose channels are first, or may be. */
export interface AdaptiveMaxPooling2DWith<size, format extends DataFormat> extends Layer<
  sizedRule<"adaptiveMaxPooling2d", 4, size, format>
> {}
interface types extends LayerTypes {
  readonly plain: AdaptiveMaxPooling2D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? AdaptiveMaxPooling2DWith<this["size"], format>
  : never
}

/**
 * The largest value of windows that cover a image, as many as the output is to have, channel by channel: the one at `i` of `n` is
 * from `floor(i * H / n)` up to `ceil((i + 1) * H / n)`.
 *
 * @shape `[B, H, W, C]` to `[B, outputSize, outputSize, C]`
 * @param options.outputSize a positive integer or a list of two
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/pooling_layers/adaptive_max_pooling2d/
 * @example
 * adaptiveMaxPooling2d({ outputSize: [4, 5] })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 4, 5, 8]>
 */
export const adaptiveMaxPooling2d = layer<AdaptivePooling<types, 2>, AdaptiveMaxPooling2DOptions>(
  adaptivePooling("adaptiveMaxPooling2d", 4),
)
