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

export interface AveragePooling3DOptions extends PoolingOptions<3> {}

/** The mean of windows of `size` that stand side by side. */
export interface AveragePooling3D<size> extends Layer<poolingRule<"averagePooling3d", 5, size, SideBySide<size>>> {}
/** The mean of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface AveragePooling3DWith<size, more extends Pooled> extends Layer<
  poolingRule<"averagePooling3d", 5, size, more>
> {}
interface types extends LayerTypes {
  readonly plain: AveragePooling3D<this["size"]>
  readonly with: this["more"] extends infer more extends Pooled ? AveragePooling3DWith<this["size"], more> : never
}

/**
 * The mean of each window over a volume, channel by channel.
 *
 * @shape `[B, D, H, W, C]` to `[B, D', H', W', C]`, where a valid axis becomes `floor((D - poolSize) / strides) + 1`, and a
 * same one `ceil(D / strides)`
 * @param options.poolSize a positive integer or a list of three; the default is 2
 * @throws ShapeError when the input is not of rank 5, or the window does not fit it
 * @see https://keras.io/api/layers/pooling_layers/average_pooling3d/
 * @example
 * averagePooling3d()(input({ shape: [16, 28, 28, 8] })) // => SymbolicTensor<["B", 8, 14, 14, 8]>
 */
export const averagePooling3d = layer<Pooling<types, 3>, AveragePooling3DOptions>(pooling("averagePooling3d", 5))
