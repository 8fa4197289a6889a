import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { rankedShape, type rankedRule } from "../core/ranked.js"
import { type SpatialDropoutFormatOptions, spatialDropoutOptionsFormat } from "../core/spatialDropout.js"

export interface SpatialDropout3DOptions<part extends number = number> extends SpatialDropoutFormatOptions<part> {}

/** Drops whole channels of volumes in training. */
export interface SpatialDropout3D extends Layer<rankedRule<"spatialDropout3d", 5>> {}

/**
 * Sets a random part of the channels of each volume to 0 in training, at all places at once, and scales the others by
 * `1 / (1 - rate)` (Tompson et al. 2015, arXiv:1411.4280).
 *
 * @shape `[B, D, H, W, C]` to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not, or the input is not of rank 5
 * @see https://keras.io/api/layers/regularization_layers/spatial_dropout3d/
 * @example
 * spatialDropout3d({ rate: 0.5 })(input({ shape: [9, 9, 9, 4] })) // => SymbolicTensor<["B", 9, 9, 9, 4]>
 */
export const spatialDropout3d = layer<
  <const part extends number>(options: SpatialDropout3DOptions<part>) => SpatialDropout3D,
  SpatialDropout3DOptions
>({
  kind: "SpatialDropout3D",
  title: () => "spatialDropout3d",
  options: spatialDropoutOptionsFormat,
  shape: input => rankedShape(input, "spatialDropout3d", 5),
  params: () => 0,
})
