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

export interface MaxPooling2DOptions extends PoolingOptions<2> {}

/** The largest value of windows of `size` that stand side by side. */
export interface MaxPooling2D<size> extends Layer<poolingRule<"maxPooling2d", 4, size, SideBySide<size>>> {}
/** The largest value of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface MaxPooling2DWith<size, more extends Pooled> extends Layer<
  poolingRule<"maxPooling2d", 4, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: MaxPooling2D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? MaxPooling2DWith<this["size"], more> : never
}

/**
 * The largest value of each window over an image, channel by channel.
 *
 * @shape `[B, H, W, C]` to `[B, H', W', C]`, where a valid axis becomes `floor((H - poolSize) / strides) + 1`, and a same one
 * `ceil(H / strides)`
 * @param options.poolSize a positive integer or a list of two; the default is 2
 * @throws ShapeError when the input is not of rank 4, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/max_pooling2d/
 * @example
 * maxPooling2d()(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 14, 14, 8]>
 */
export const maxPooling2d = layer<Pooling<types, 2>, MaxPooling2DOptions>(pooling("maxPooling2d", 4))
