import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"
import { type ZeroPadding, zeroPadding, type ZeroPaddingOptions, type zeroPaddingRule } from "../core/zeroPadding.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface ZeroPadding2DOptions extends ZeroPaddingOptions<2> {}

/** Zeros around an image: `padding` rows and columns of them. */
export interface ZeroPadding2D<padding> extends MovingLayer<zeroPaddingRule<"zeroPadding2d", 4, padding>> {}
/** Zeros around an image whose channels are first, or may be. */
export interface ZeroPadding2DWith<padding, format extends DataFormat> extends MovingLayer<
  zeroPaddingRule<"zeroPadding2d", 4, padding, format>
> {}
interface types extends LayerTypes {
  readonly plain: ZeroPadding2D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? ZeroPadding2DWith<this["size"], format> : never
}

/**
 * Puts rows and columns of zeros around an image.
 *
 * @shape `[B, H, W, C]` to `[B, H + top + bottom, W + left + right, C]`
 * @param options.padding an integer of 0 or more, a list for height and width, or `[[top, bottom], [left, right]]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding2d/
 * @example
 * zeroPadding2d({ padding: [2, 1] })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 32, 30, 8]>
 */
export const zeroPadding2d = layer<ZeroPadding<types, 2>, ZeroPadding2DOptions>(zeroPadding("zeroPadding2d", 4))
