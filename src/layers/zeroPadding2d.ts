import type { oneOrList } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import { allSides, marginOf, type Margins, margins, marginSamples } from "../core/margins.js"
import * as check from "../core/options.js"
import { arranged, axisNames, channelsOf, spaceOf, titleOf, wantsSpace } from "../core/space.js"
import type { UnknownShape } from "../core/tensor.js"
import { type DataFormat, dataFormat } from "../core/windowOptions.js"
import { sum } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface ZeroPadding2DOptions<
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /**
   * Rows and columns of zeros: an integer of 0 or more for each side, or a list for height and width, each an integer for
   * both sides or a list of two: `[[top, bottom], [left, right]]`. @default 1
   */
  readonly padding?: margins<one, list, "padding">
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type zeroPadding2dShape<In, padding, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends 4 ? arranged<In[0], padded<spaceOf<In, format>, padding>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, "zeroPadding2d", padding, 4, format>
    : UnknownShape
  : never
type padded<space, padding> = { -readonly [axis in keyof space]: sum<space[axis], marginOf<padding, axis>> }
const zeroPadding2dShape = (input: RuntimeShape, options: ZeroPadding2DOptions) => {
  const { padding = 1, dataFormat = "channelsLast" } = options
  if (input.length !== 4) {
    const sentence = wantsSpace(input, "zeroPadding2d", padding, 4, dataFormat)
    return refuse(sentence, axisNames[4][dataFormat].all, show(input))
  }
  const lengths = spaceOf(input, dataFormat).map((n, axis) => sum(n, marginOf(padding, axis)))
  return arranged(input[0] ?? null, lengths, channelsOf(input, dataFormat), dataFormat)
}

interface zeroPadding2dRule<padding, format extends DataFormat> extends MovingRule {
  readonly gives: "same"
  readonly title: titleOf<"zeroPadding2d", padding>
  readonly out: zeroPadding2dShape<this["in"], padding, format>
  readonly params: 0
}

/** Zeros around an image: `padding` rows and columns of them. */
export interface ZeroPadding2D<padding extends Margins> extends MovingLayer<
  zeroPadding2dRule<padding, "channelsLast">
> {}
/** Zeros around an image whose channels are first, or may be. */
export interface ZeroPadding2DWith<padding extends Margins, format extends DataFormat> extends MovingLayer<
  zeroPadding2dRule<padding, format>
> {}

/**
 * Puts rows and columns of zeros around an image.
 *
 * @shape `[B, H, W, C]` to `[B, H + top + bottom, W + left + right, C]`
 * @param options.padding an integer of 0 or more, a list for height and width, or `[[top, bottom], [left, right]]`
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/reshaping_layers/zero_padding2d/
 * @example
 * zeroPadding2d({ padding: [2, 1] })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 32, 30, 8]>
 */
export const zeroPadding2d = layer<
  <
    const one extends number = never,
    const list extends readonly (number | readonly number[])[] = never,
    format extends DataFormat = "channelsLast",
  >(
    options?: ZeroPadding2DOptions<one, list, format>,
  ) => [format] extends ["channelsLast"] ? ZeroPadding2D<oneOrList<one, list, 1>>
  : ZeroPadding2DWith<oneOrList<one, list, 1>, format>,
  ZeroPadding2DOptions
>({
  kind: "ZeroPadding2D",
  title: ({ padding = 1 }) => titleOf("zeroPadding2d", padding),
  options: { padding: check.option(margins, [undefined, ...marginSamples]), dataFormat },
  shape: zeroPadding2dShape,
  params: () => 0,
  config: ({ padding = 1, ...options }) => ({ ...options, padding: allSides(padding) }),
  dtype: "same",
})
