import { type Cropping, cropping, type CroppingOptions, type croppingRule } from "../core/cropping.js"
import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface Cropping2DOptions extends CroppingOptions<2> {}

/** An image without `cropping` rows and columns at its sides. */
export interface Cropping2D<cropping> extends MovingLayer<croppingRule<"cropping2D", 4, cropping>> {}
/** An image whose channels are first, or may be, without `cropping` rows and columns at its sides. */
export interface Cropping2DWith<cropping, format extends DataFormat> extends MovingLayer<
  croppingRule<"cropping2D", 4, cropping, format>
> {}
interface types extends LayerTypes {
  readonly plain: Cropping2D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? Cropping2DWith<this["size"], format> : never
}

/**
 * Cuts rows and columns off the sides of an image.
 *
 * @shape `[B, H, W, C]` to `[B, H - top - bottom, W - left - right, C]`
 * @param options.cropping an integer of 0 or more, a list for height and width, or `[[top, bottom], [left, right]]`
 * @throws ShapeError when the input is not of rank 4, or nothing of it would stay
 * @see https://keras.io/api/layers/reshaping_layers/cropping2d/
 * @example
 * cropping2D({ cropping: [2, 1] })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 24, 26, 8]>
 */
export const cropping2D = layer<Cropping<types, 2>, Cropping2DOptions>(cropping("cropping2D", 4))
