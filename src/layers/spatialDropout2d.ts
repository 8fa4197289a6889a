import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { rankedShape, type rankedRule } from "../core/ranked.js"
import { type SpatialDropoutFormatOptions, spatialDropoutOptionsFormat } from "../core/spatialDropout.js"

export interface SpatialDropout2DOptions<part extends number = number> extends SpatialDropoutFormatOptions<part> {}

/** Drops whole channels of images in training. */
export interface SpatialDropout2D extends Layer<rankedRule<"spatialDropout2d", 4>> {}

/**
 * Sets a random part of the channels of each image to 0 in training, at all places at once, and scales the others by
 * `1 / (1 - rate)` (Tompson et al. 2015, arXiv:1411.4280).
 *
 * @shape `[B, H, W, C]` to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not, or the input is not of rank 4
 * @see https://keras.io/api/layers/regularization_layers/spatial_dropout2d/
 * @example
 * spatialDropout2d({ rate: 0.5 })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 28, 28, 8]>
 */
export const spatialDropout2d = layer<
  <const part extends number>(options: SpatialDropout2DOptions<part>) => SpatialDropout2D,
  SpatialDropout2DOptions
>({
  kind: "SpatialDropout2D",
  title: () => "spatialDropout2d",
  options: spatialDropoutOptionsFormat,
  shape: input => rankedShape(input, "spatialDropout2d", 4),
  params: () => 0,
})
