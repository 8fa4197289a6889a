import type { oneOrList } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import { allSides, marginOf, type Margins, margins, marginSamples } from "../core/margins.js"
import * as check from "../core/options.js"
import { arranged, type AxisNames, axisNames, channelsOf, spaceOf, titleOf, wantsSpace } from "../core/space.js"
import type { UnknownShape } from "../core/tensor.js"
import { type DataFormat, dataFormat } from "../core/windowOptions.js"
import { type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { lengthLess } from "../ops/window.js"

export interface Cropping2DOptions<
  one extends number = number,
  list extends readonly (number | readonly number[])[] = readonly (number | readonly number[])[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /**
   * Rows and columns that are cut off: an integer of 0 or more for each side, or a list for height and width, each an
   * integer for both sides or a list of two: `[[top, bottom], [left, right]]`.
   */
  readonly cropping: margins<one, list, "cropping">
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type cropping2DShape<In, cropping, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends 4 ?
        cropped<spaceOf<In, format>, cropping> extends infer lengths extends readonly unknown[] ?
          false extends lengths[number] ?
            cropsAll<spaceOf<In, format>, cropping, format, lengths>
          : arranged<In[0], lengths, channelsOf<In, format>, format>
        : never
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, "cropping2D", cropping, 4, format>
    : UnknownShape
  : never
type cropped<space, cropping> = { -readonly [axis in keyof space]: lengthLess<space[axis], marginOf<cropping, axis>> }
const cropping2DShape = (input: RuntimeShape, { cropping, dataFormat = "channelsLast" }: Cropping2DOptions) => {
  if (input.length !== 4) {
    const sentence = wantsSpace(input, "cropping2D", cropping, 4, dataFormat)
    return refuse(sentence, axisNames[4][dataFormat].all, show(input))
  }
  const lengths: RuntimeDim[] = []
  for (const [axis, n] of spaceOf(input, dataFormat).entries()) {
    const length = lengthLess(n, marginOf(cropping, axis))
    if (length === false)
      return refuse(cropsAll(input, cropping, dataFormat, axis), "a row and a column that stay", show(input))
    lengths.push(length)
  }
  return arranged(input[0] ?? null, lengths, channelsOf(input, dataFormat), dataFormat)
}

type cropsAll<space extends readonly unknown[], cropping, format extends DataFormat, lengths> =
  lengths extends readonly [infer first, ...unknown[]] ?
    false extends first ?
      cropsAt<space[0], marginOf<cropping, "0">, cropping, AxisNames[4][format]["0"]>
    : cropsAt<space[1], marginOf<cropping, "1">, cropping, AxisNames[4][format]["1"]>
  : never
type cropsAt<
  n,
  margin,
  cropping,
  name extends string,
> = `${titleOf<"cropping2D", cropping>} cuts off ${showDim<margin>} of axis ${name}, which is ${showDim<n>}; crop less`
const cropsAll = (input: RuntimeShape, cropping: Margins, format: DataFormat, axis: number) => {
  const n = spaceOf(input, format)[axis] ?? null
  const name = axisNames[4][format][axis === 0 ? "0" : "1"]
  return `${titleOf("cropping2D", cropping)} cuts off ${showDim(marginOf(cropping, axis))} of axis ${name}, which is ${showDim(n)}; crop less`
}

interface cropping2DRule<cropping, format extends DataFormat> extends MovingRule {
  readonly gives: "same"
  readonly title: titleOf<"cropping2D", cropping>
  readonly out: cropping2DShape<this["in"], cropping, format>
  readonly params: 0
}

/** An image without `cropping` rows and columns at its sides. */
export interface Cropping2D<cropping extends Margins> extends MovingLayer<cropping2DRule<cropping, "channelsLast">> {}
/** An image whose channels are first, or may be, without `cropping` rows and columns at its sides. */
export interface Cropping2DWith<cropping extends Margins, format extends DataFormat> extends MovingLayer<
  cropping2DRule<cropping, format>
> {}

/**
 * Cuts rows and columns off the sides of an image.
 *
 * @shape `[B, H, W, C]` to `[B, H - top - bottom, W - left - right, C]`
 * @param options.cropping an integer of 0 or more, a list for height and width, or `[[top, bottom], [left, right]]`
 * @throws ShapeError when the input is not of rank 4, or nothing of it would stay
 * @see https://keras.io/api/layers/reshaping_layers/cropping2d/
 * @example
 * cropping2D({ cropping: [2, 1] })(input({ shape: [28, 28, 8] })) // => SymbolicTensor<["B", 24, 26, 8]>
 */
export const cropping2D = layer<
  <
    const one extends number = never,
    const list extends readonly (number | readonly number[])[] = never,
    format extends DataFormat = "channelsLast",
  >(
    options: Cropping2DOptions<one, list, format>,
  ) => [format] extends ["channelsLast"] ? Cropping2D<oneOrList<one, list, number>>
  : Cropping2DWith<oneOrList<one, list, number>, format>,
  Cropping2DOptions
>({
  kind: "Cropping2D",
  title: ({ cropping }) => titleOf("cropping2D", cropping),
  options: { cropping: check.option(margins, marginSamples), dataFormat },
  shape: cropping2DShape,
  params: () => 0,
  config: ({ cropping, ...options }) => ({ ...options, cropping: allSides(cropping) }),
  dtype: "same",
})
