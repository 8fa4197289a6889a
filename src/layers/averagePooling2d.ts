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

export interface AveragePooling2DOptions extends PoolingOptions<2> {}

/** The mean of windows of `size` that stand side by side. */
export interface AveragePooling2D<size> extends Layer<poolingRule<"averagePooling2d", 4, size, SideBySide<size>>> {}
/** The mean of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface AveragePooling2DWith<size, more extends Pooled> extends Layer<
  poolingRule<"averagePooling2d", 4, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: AveragePooling2D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? AveragePooling2DWith<this["size"], more> : never
}

/**
 * The mean of each window over an image, channel by channel.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', C]`, where a valid axis becomes `floor((H - poolSize) / strides) + 1`, and a same one
 * `ceil(H / strides)`
 * @param options.poolSize a positive integer or a list of two; the default is 2
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/average_pooling2d/
 * @example
 * averagePooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 14, 14, 8]>
 */
export const averagePooling2d = layer<Pooling<types, 2>, AveragePooling2DOptions>(pooling("averagePooling2d", 4))
