import type { positive } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { upSampling, type upSamplingRule } from "../core/upSampling.js"

export interface UpSampling1DOptions<size extends number = number> extends LayerOptions {
  /** How many steps one becomes: a positive integer. @default 2 */
  readonly size?: positive<size, "size">
}

/** A sequence `size` times as long. */
export interface UpSampling1D<size> extends Layer<upSamplingRule<"upSampling1d", 3, size>> {}

/**
 * Makes a sequence longer: each step becomes `size` steps of its values.
 *
 * @shape `[B, T, C]` to `[B, T * size, C]`
 * @param options.size a positive integer; the default is 2
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling1d/
 * @example
 * upSampling1d({ size: 3 })(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", "3*T", 8]>
 */
export const upSampling1d = layer<
  <const size extends number = 2>(options?: UpSampling1DOptions<size>) => UpSampling1D<size>,
  UpSampling1DOptions
>({
  ...upSampling("upSampling1d", 3),
  options: { size: check.option<number | undefined>(check.positive, [undefined, 3, 1, 4]) },
})
