import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type UpSampling, upSampling, type UpSamplingOptions, type upSamplingRule } from "../core/upSampling.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface UpSampling3DOptions extends UpSamplingOptions<3> {}

/** A volume `size` times as large. */
export interface UpSampling3D<size> extends Layer<upSamplingRule<"upSampling3d", 5, size>> {}
/** A volume `size` times as large, whose channels are first, or may be. */
export interface UpSampling3DWith<size, format extends DataFormat> extends Layer<
  upSamplingRule<"upSampling3d", 5, size, format>
> {}
interface types extends LayerTypes {
  readonly plain: UpSampling3D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? UpSampling3DWith<this["size"], format> : never
}

/**
 * Makes a volume larger: each place becomes `size` by `size` by `size` places of its value.
 *
 * @shape `[B, D, H, W, C]` to `[B, D * size, H * size, W * size, C]`
 * @param options.size a positive integer or a list of three; the default is 2
 * @throws ShapeError when the input is not of rank 5
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling3d/
 * @example
 * upSampling3d({ size: [2, 3, 1] })(input({ shape: [7, "H", 9, 8] })) // => SymbolicTensor<["B", 14, "3*H", 9, 8]>
 */
export const upSampling3d = layer<UpSampling<types, 3>, UpSampling3DOptions>(upSampling("upSampling3d", 5))
