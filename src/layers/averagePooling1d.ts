import type { oneOrList } from "../../types/error.js"
import { layer } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as pooling from "../core/pooling.js"
import type * as windows from "../core/windowOptions.js"
import { showAxes } from "../ops/axis.js"

export interface AveragePooling1DOptions<
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
> extends pooling.Pooling1DOptions<size, sizes, stride, strides, padding> {}

interface averagePooling1dRule<in out size, in out more extends pooling.Pooled> extends pooling.poolingRule<
  "averagePooling1d",
  3,
  size,
  more
> {}

/** The mean of windows of `size` that stand side by side. */
export interface AveragePooling1D<size extends windows.Sizes> extends Layer<
  averagePooling1dRule<size, pooling.SideBySide<size>>
> {}
/** The mean of windows of `size` whose strides or padding is not the default, or may be. */
export interface AveragePooling1DWith<size extends windows.Sizes, more extends pooling.Pooled> extends Layer<
  averagePooling1dRule<size, more>
> {}

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
export const averagePooling1d = layer<
  <
    const size extends number = never,
    const sizes extends readonly number[] = never,
    const stride extends number = never,
    const strides extends readonly number[] = never,
    padding extends windows.Padding = "valid",
  >(
    options?: AveragePooling1DOptions<size, sizes, stride, strides, padding>,
  ) => [stride | strides, padding] extends [never, "valid"] ? AveragePooling1D<oneOrList<size, sizes, 2>>
  : AveragePooling1DWith<
      oneOrList<size, sizes, 2>,
      { strides: oneOrList<stride, strides, oneOrList<size, sizes, 2>>; padding: padding; dataFormat: "channelsLast" }
    >,
  AveragePooling1DOptions
>({
  kind: "AveragePooling1D",
  title: ({ poolSize = 2 }) => `averagePooling1d(${showAxes(poolSize)})`,
  options: pooling.poolingOptions1D,
  shape: pooling.poolingShape("averagePooling1d", 3),
  params: () => 0,
})
