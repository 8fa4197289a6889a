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

export interface AveragePooling1DOptions extends PoolingOptions<1> {}

/** The mean of windows of `size` that stand side by side. */
export interface AveragePooling1D<size> extends Layer<poolingRule<"averagePooling1d", 3, size, SideBySide<size>>> {}
/** The mean of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface AveragePooling1DWith<size, more extends Pooled> extends Layer<
  poolingRule<"averagePooling1d", 3, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: AveragePooling1D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? AveragePooling1DWith<this["size"], more> : never
}

/**
 * The mean of each window over a sequence, channel by channel.
 *
 * @shape `[B, T, C]` to `[B, T', C]`, where a valid axis becomes `floor((T - poolSize) / strides) + 1`, and a same one
 * `ceil(T / strides)`
 * @param options.poolSize a positive integer; the default is 2
 * @throws ShapeError when the input is not of rank 3, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/average_pooling1d/
 * @example
 * averagePooling1d()(input({ shape: [10, 8] })) // => SymbolicTensor<["B", 5, 8]>
 */
export const averagePooling1d = layer<Pooling<types, 1>, AveragePooling1DOptions>(pooling("averagePooling1d", 3))
