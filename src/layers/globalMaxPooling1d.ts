import { layer } from "../core/define.js"
import {
  type GlobalPooling1DOptions,
  globalPoolingOptions1D,
  type globalPoolingRule,
  globalPoolingShape,
} from "../core/globalPooling.js"
import type { Layer } from "../core/layer.js"

export interface GlobalMaxPooling1DOptions<keep extends boolean = boolean> extends GlobalPooling1DOptions<keep> {}

interface globalMaxPooling1dRule<keep extends boolean> extends globalPoolingRule<
  "globalMaxPooling1d",
  3,
  keep,
  "channelsLast"
> {}

/** The largest value of each feature over all steps of a sequence. */
export interface GlobalMaxPooling1D extends Layer<globalMaxPooling1dRule<false>> {}
/** The largest value of each feature over all steps of a sequence, whose axis stays, or may stay. */
export interface GlobalMaxPooling1DWith<keep extends boolean> extends Layer<globalMaxPooling1dRule<keep>> {}

/**
 * The largest value of each feature over all steps of a sequence.
 *
 * @shape `[B, T, C]` to `[B, C]`, or with `keepDims` to `[B, 1, C]`
 * @throws ShapeError when the input is not of rank 3
 * @see https://keras.io/api/layers/pooling_layers/global_max_pooling1d/
 * @example
 * globalMaxPooling1d()(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", 8]>
 */
export const globalMaxPooling1d = layer<
  <keep extends boolean = false>(
    options?: GlobalMaxPooling1DOptions<keep>,
  ) => [keep] extends [false] ? GlobalMaxPooling1D : GlobalMaxPooling1DWith<keep>,
  GlobalMaxPooling1DOptions
>({
  kind: "GlobalMaxPooling1D",
  title: () => "globalMaxPooling1d()",
  options: globalPoolingOptions1D,
  shape: globalPoolingShape("globalMaxPooling1d", 3),
  params: () => 0,
})
