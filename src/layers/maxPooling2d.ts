import type { oneOrList } from "../../types/error.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as pooling from "../core/pooling.js"
import type * as windows from "../core/windowOptions.js"
import { showAxes } from "../ops/axis.js"

export interface MaxPooling2DOptions<
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
  format extends windows.DataFormat = windows.DataFormat,
> extends pooling.Pooling2DOptions<size, sizes, stride, strides, padding, format> {}

interface maxPooling2dRule<in out size, in out more extends pooling.Pooled> extends pooling.poolingRule<
  "maxPooling2d",
  4,
  size,
  more
> {}

/** The largest value of windows of `size` that stand side by side. */
export interface MaxPooling2D<size extends windows.Sizes> extends Layer<
  maxPooling2dRule<size, pooling.SideBySide<size>>
> {}
/** The largest value of windows of `size` whose strides, padding or data format is not the default, or may be. */
export interface MaxPooling2DWith<size extends windows.Sizes, more extends pooling.Pooled> extends Layer<
  maxPooling2dRule<size, more>
> {}

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
export const maxPooling2d = layer<
  <
    const size extends number = never,
    const sizes extends readonly number[] = never,
    const stride extends number = never,
    const strides extends readonly number[] = never,
    padding extends windows.Padding = "valid",
    format extends windows.DataFormat = "channelsLast",
  >(
    options?: MaxPooling2DOptions<size, sizes, stride, strides, padding, format>,
  ) => [stride | strides, padding, format] extends [never, "valid", "channelsLast"] ?
    MaxPooling2D<oneOrList<size, sizes, 2>>
  : MaxPooling2DWith<
      oneOrList<size, sizes, 2>,
      { strides: oneOrList<stride, strides, oneOrList<size, sizes, 2>>; padding: padding; dataFormat: format }
    >,
  MaxPooling2DOptions
>({
  kind: "MaxPooling2D",
  title: ({ poolSize = 2 }) => `maxPooling2d(${showAxes(poolSize)})`,
  options: pooling.poolingOptions2D,
  shape: pooling.poolingShape("maxPooling2d", 4),
  params: () => 0,
})
