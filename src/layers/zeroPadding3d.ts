import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"
import { type ZeroPadding, zeroPadding, type ZeroPaddingOptions, type zeroPaddingRule } from "../core/zeroPadding.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface ZeroPadding3DOptions extends ZeroPaddingOptions<3> {}

/** Zeros around a volume: `padding` of them. */
export interface ZeroPadding3D<padding> extends MovingLayer<zeroPaddingRule<"zeroPadding3d", 5, padding>> {}
/** Zeros around a volume whose channels are first, or may be. */
export interface ZeroPadding3DWith<padding, format extends DataFormat> extends MovingLayer<
  zeroPaddingRule<"zeroPadding3d", 5, padding, format>
> {}
interface types extends LayerTypes {
  readonly plain: ZeroPadding3D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? ZeroPadding3DWith<this["size"], format> : never
}

/**
 * Puts zeros around a volume.
 *
 * @shape `[B, D, H, W, C]` to `[B, D + front + back, H + top + bottom, W + left + right, C]`
 * @param options.padding an integer of 0 or more, a list for depth, height and width, or a list of both sides of each
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding3d/
 * @example
 * zeroPadding3d({ padding: [2, 1, 0] })(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 20, 30, 28, 8]>
 */
export const zeroPadding3d = layer<ZeroPadding<types, 3>, ZeroPadding3DOptions>(zeroPadding("zeroPadding3d", 5))
