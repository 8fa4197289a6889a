import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import {
  type Pooled,
  type Pooling,
  pooling,
  type PoolingOptions,
  type poolingRule,
  type SideBySide,
} from "../core/pooling.js"
import type { LayerTypes } from "../core/windowOptions.js"

export interface MaxPooling1DOptions extends PoolingOptions<1> {}

/** The largest value of windows of `size` that stand side by side. */
export interface MaxPooling1D<size> extends Layer<poolingRule<"maxPooling1d", 3, size, SideBySide<size>>> {}
/** The largest value of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface MaxPooling1DWith<size, more extends Pooled> extends Layer<
  poolingRule<"maxPooling1d", 3, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: MaxPooling1D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? MaxPooling1DWith<this["size"], more> : never
}

/**
 * The largest value of each window over a sequence, channel by channel.
 *
 * @shape `[B, T, C]` to `[B, T', C]`, where a valid axis becomes `floor((T - poolSize) / strides) + 1`, and a same one
 * `ceil(T / strides)`
 * @param options.poolSize a positive integer; the default is 2
 * @throws ShapeError when the input is not of rank 3, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/max_pooling1d/
 * @example
 * maxPooling1d()(input({ shape: [10, 8] })) // => SymbolicTensor<["B", 5, 8]>
 */
export const maxPooling1d = layer<Pooling<types, 1>, MaxPooling1DOptions>(pooling("maxPooling1d", 3))
