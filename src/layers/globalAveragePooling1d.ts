import { layer } from "../core/define.js"
import {
  type GlobalPooling1DOptions,
  globalPoolingOptions1D,
  type globalPoolingRule,
  globalPoolingShape,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"

export interface GlobalAveragePooling1DOptions<keep extends boolean = boolean> extends GlobalPooling1DOptions<keep> {}

interface globalAveragePooling1dRule<keep extends boolean> extends globalPoolingRule<
  "globalAveragePooling1d",
  3,
  keep,
  "channelsLast"
> {}

/** The mean of each feature over all steps of a sequence. */
export interface GlobalAveragePooling1D extends Layer<globalAveragePooling1dRule<false>> {}
/** The mean of each feature over all steps of a sequence, whose axis stays, or may stay. */
export interface GlobalAveragePooling1DWith<keep extends boolean> extends Layer<globalAveragePooling1dRule<keep>> {}

/**
 * The mean of each feature over all steps of a sequence. Steps that a mask leaves out do not count.
 *
 * @shape `[B, T, C]` to `[B, C]`, or with `keepDims` to `[B, 1, C]`
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/pooling_layers/global_average_pooling1d/
 * @example
 * globalAveragePooling1d()(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalAveragePooling1d = layer<
  <keep extends boolean = false>(
    options?: GlobalAveragePooling1DOptions<keep>,
  ) => [keep] extends [false] ? GlobalAveragePooling1D : GlobalAveragePooling1DWith<keep>,
  GlobalAveragePooling1DOptions
>({
  kind: "GlobalAveragePooling1D",
  title: () => "globalAveragePooling1d()",
  options: globalPoolingOptions1D,
  shape: globalPoolingShape("globalAveragePooling1d", 3),
  params: () => 0,
})
