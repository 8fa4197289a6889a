import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type UpSampling, upSampling, type UpSamplingOptions, type upSamplingRule } from "../core/upSampling.js"
import type { DataFormat, LayerTypes } from "../core/windowOptions.js"

export interface UpSampling2DOptions extends UpSamplingOptions<2>, Interpolated {}
interface Interpolated {
  /** "nearest" repeats; the others have values between, by their distance. @default "nearest" */
  readonly interpolation?: "nearest" | "bilinear" | "bicubic" | "lanczos3" | "lanczos5"
}

/** An image `size` times as large. */
export interface UpSampling2D<size> extends Layer<upSamplingRule<"upSampling2d", 4, size>> {}
/** An image `size` times as large, whose channels are first, or may be. */
export interface UpSampling2DWith<size, format extends DataFormat> extends Layer<
  upSamplingRule<"upSampling2d", 4, size, format>
> {}
interface types extends LayerTypes {
  readonly plain: UpSampling2D<this["size"]>
  readonly with: this["more"] extends infer format extends DataFormat ? UpSampling2DWith<this["size"], format> : never
}

const { options, ...rest } = upSampling("upSampling2d", 4)

/**
 * Makes an image larger: each place becomes `size` by `size` places.
 *
 * @shape `[B, H, W, C]` to `[B, H * size, W * size, C]`
 * @param options.size a positive integer or a list of two; the default is 2
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling2d/
 * @example
 * upSampling2d({ size: [2, 3] })(input({ shape: [7, "W", 8] })) // => SymbolicTensor<["B", 14, "3*W", 8]>
 */
export const upSampling2d = layer<UpSampling<types, 2, Interpolated>, UpSampling2DOptions>({
  ...rest,
  options: {
    ...options,
    interpolation: check.option(check.oneOf(["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"]), [
      undefined,
      "bilinear",
      "bicubic",
      "lanczos3",
    ]),
  },
})
