import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { rankedShape, type rankedRule } from "../core/ranked.js"
import { type SpatialDropoutOptions, spatialDropoutOptions } from "../core/spatialDropout.js"

export interface SpatialDropout1DOptions<part extends number = number> extends SpatialDropoutOptions<part> {}

/** Drops whole channels of sequences in training. */
export interface SpatialDropout1D extends Layer<rankedRule<"spatialDropout1d", 3>> {}

/**
 * Sets a random part of the channels of each sequence to 0 in training, at all places at once, and scales the others by
 * `1 / (1 - rate)` (Tompson et al. 2015, arXiv:1411.4280).
 *
 * @shape `[B, T, C]` to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not, or the input is not of rank 3
 * @see https://keras.io/api/layers/regularization_layers/spatial_dropout1d/
 * @example
 * spatialDropout1d({ rate: 0.5 })(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const spatialDropout1d = layer<
  <const part extends number>(options: SpatialDropout1DOptions<part>) => SpatialDropout1D,
  SpatialDropout1DOptions
>({
  kind: "SpatialDropout1D",
  title: () => "spatialDropout1d",
  options: spatialDropoutOptions,
  shape: input => rankedShape(input, "spatialDropout1d", 3),
  params: () => 0,
})
