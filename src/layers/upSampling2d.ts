import type { oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { arranged, axisNames, channelsOf, spaceOf, titleOf, wantsSpace } from "../core/space.js"
import type { UnknownShape } from "../core/tensor.js"
import { type DataFormat, dataFormat, type Sizes, sizes as sizesOf } from "../core/windowOptions.js"
import { product } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { sizeAt } from "../ops/window.js"

export interface UpSampling2DOptions<
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  format extends DataFormat = DataFormat,
> extends LayerOptions {
  /** How many rows and columns one becomes: a positive integer, or a list for height and width. @default 2 */
  readonly size?: sizesOf<size, sizes, "size", 2>
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
  /** "nearest" repeats; "bilinear" has values between, by their distance. @default "nearest" */
  readonly interpolation?: "nearest" | "bilinear"
}

/** `[B, ...space, C]` becomes `[B, ...lengths, C]`, or with the channels first `[B, C, ...lengths]`. */
type upSampling2dShape<In, size, format extends DataFormat> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends 4 ? arranged<In[0], grown<spaceOf<In, format>, size>, channelsOf<In, format>, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, "upSampling2d", size, 4, format>
    : UnknownShape
  : never
type grown<space, size> = { -readonly [axis in keyof space]: product<space[axis], sizeAt<size, axis>> }
const upSampling2dShape = (input: RuntimeShape, { size = 2, dataFormat = "channelsLast" }: UpSampling2DOptions) => {
  if (input.length !== 4) {
    const sentence = wantsSpace(input, "upSampling2d", size, 4, dataFormat)
    return refuse(sentence, axisNames[4][dataFormat].all, show(input))
  }
  const lengths = spaceOf(input, dataFormat).map((n, axis) => product(n, sizeAt(size, axis)))
  return arranged(input[0] ?? null, lengths, channelsOf(input, dataFormat), dataFormat)
}

interface upSampling2dRule<size, format extends DataFormat> extends Rule {
  readonly title: titleOf<"upSampling2d", size>
  readonly out: upSampling2dShape<this["in"], size, format>
  readonly params: 0
}

/** An image `size` times as large. */
export interface UpSampling2D<size extends Sizes> extends Layer<upSampling2dRule<size, "channelsLast">> {}
/** An image `size` times as large, whose channels are first, or may be. */
export interface UpSampling2DWith<size extends Sizes, format extends DataFormat> extends Layer<
  upSampling2dRule<size, format>
> {}

/**
 * Makes an image larger: each place becomes `size` by `size` places.
 *
 * @shape `[B, H, W, C]` to `[B, H * size, W * size, C]`
 * @param options.size a positive integer or a list of two; the default is 2
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling2d/
 * @example
 * upSampling2d({ size: [2, 3] })(input({ shape: [7, "W", 8] })) // => SymbolicTensor<["B", 14, "3*W", 8]>
 */
export const upSampling2d = layer<
  <
    const size extends number = never,
    const sizes extends readonly number[] = never,
    format extends DataFormat = "channelsLast",
  >(
    options?: UpSampling2DOptions<size, sizes, format>,
  ) => [format] extends ["channelsLast"] ? UpSampling2D<oneOrList<size, sizes, 2>>
  : UpSampling2DWith<oneOrList<size, sizes, 2>, format>,
  UpSampling2DOptions
>({
  kind: "UpSampling2D",
  title: ({ size = 2 }) => titleOf("upSampling2d", size),
  options: {
    size: check.option(sizesOf(2), [undefined, 3, 1, [2, 3], [1, 4]]),
    dataFormat,
    interpolation: check.option(check.oneOf(["nearest", "bilinear"]), [undefined, "bilinear"]),
  },
  shape: upSampling2dShape,
  params: () => 0,
})
