import { type Cropping, cropping, type CroppingOptions, type croppingRule } from "../core/cropping.js"
import { layer } from "../core/define.js"
import type { MovingLayer } from "../core/layer.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface Cropping3DOptions extends CroppingOptions<3> {}

/** A volume without `cropping` at its sides. */
export interface Cropping3D<cropping> extends MovingLayer<croppingRule<"cropping3D", 5, cropping>> {}
/** A volume whose channels are first, or may be, without `cropping` at its sides. */
export interface Cropping3DWith<cropping, format extends DataFormat> extends MovingLayer<
  croppingRule<"cropping3D", 5, cropping, format>
> {}
interface types extends LayerTypes {
  readonly plain: Cropping3D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? Cropping3DWith<this["size"], format> : never
}

/**
 * Cuts off the sides of a volume.
 *
 * @shape `[B, D, H, W, C]` to `[B, D - front - back, H - top - bottom, W - left - right, C]`
 * @param options.cropping an integer of 0 or more, a list for depth, height and width, or a list of both sides of each
 * @throws ShapeError when the input is not of rank 5, or nothing of it would stay
 * @see https://keras.io/api/layers/reshaping_layers/cropping3d/
 * @example
 * cropping3D({ cropping: [2, 1, 0] })(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 12, 26, 28, 8]>
 */
export const cropping3D = layer<Cropping<types, 3>, Cropping3DOptions>(cropping("cropping3D", 5))
