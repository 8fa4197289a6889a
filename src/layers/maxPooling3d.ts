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

export interface MaxPooling3DOptions extends PoolingOptions<3> {}

/** The largest value of windows of `size` that stand side by side. */
export interface MaxPooling3D<size> extends Layer<poolingRule<"maxPooling3d", 5, size, SideBySide<size>>> {}
/** The largest value of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface MaxPooling3DWith<size, more extends Pooled> extends Layer<
  poolingRule<"maxPooling3d", 5, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: MaxPooling3D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? MaxPooling3DWith<this["size"], more> : never
}

/**
 * The largest value of each window over a volume, channel by channel.
 *
 * @shape `[B, D, H, W, C]` to `[B, D', H', W', C]`, where a valid axis becomes `floor((D - poolSize) / strides) + 1`, and a
 * same one `ceil(D / strides)`
 * @param options.poolSize a positive integer or a list of three; the default is 2
 * @throws ShapeError when the input is not of rank 5, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/max_pooling3d/
 * @example
 * maxPooling3d()(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 8, 14, 14, 8]>
 */
export const maxPooling3d = layer<Pooling<types, 3>, MaxPooling3DOptions>(pooling("maxPooling3d", 5))
