import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"
import { type ZeroPadding, zeroPadding, type ZeroPaddingOptions, type zeroPaddingRule } from "../core/zeroPadding.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface ZeroPadding1DOptions extends ZeroPaddingOptions<1> {}

/** Zeros around a sequence: `padding` steps of them. */
export interface ZeroPadding1D<padding> extends MovingLayer<zeroPaddingRule<"zeroPadding1d", 3, padding>> {}
/** Zeros around a sequence whose channels are first, or may be. */
export interface ZeroPadding1DWith<padding, format extends DataFormat> extends MovingLayer<
  zeroPaddingRule<"zeroPadding1d", 3, padding, format>
> {}
interface types extends LayerTypes {
  readonly plain: ZeroPadding1D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? ZeroPadding1DWith<this["size"], format> : never
}

/**
 * Puts steps of zeros before and after a sequence.
 *
 * @shape `[B, T, C]` to `[B, T + before + after, C]`
 * @param options.padding an integer of 0 or more for both ends, or `[before, after]`
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding1d/
 * @example
 * zeroPadding1d({ padding: [2, 1] })(input({ shape: [10, 8] })) // => SymbolicTensor<["B", 13, 8]>
 */
export const zeroPadding1d = layer<ZeroPadding<types, 1>, ZeroPadding1DOptions>(zeroPadding("zeroPadding1d", 3))
