import type { positive } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type sizedRule, sizedShape } from "../core/sized.js"
import { titleOf } from "../core/space.js"
import { type DataFormat, dataFormat } from "../core/windowOptions.js"

export interface ResizingOptions<
  height extends number = number,
  width extends number = number,
  format extends DataFormat = DataFormat,
  crop extends boolean = boolean,
  pad extends boolean = boolean,
> extends LayerOptions {
  /** Height of the output: a positive integer. */
  readonly height: positive<height, "height">
  /** Width of the output: a positive integer. */
  readonly width: positive<width, "width">
  /** What is between the places of the input, from the roughest to the smoothest. @default "bilinear" */
  readonly interpolation?: "nearest" | "bilinear" | "bicubic" | "lanczos3" | "lanczos5"
  /** Whether a smaller image is a mean of all places of the larger one, unless it is of the nearest. @default false */
  readonly antialias?: boolean
  /** Whether an image of another aspect is cut in the middle rather than stretched. @default false */
  readonly cropToAspectRatio?: crop
  /** Whether an image of another aspect gets margins of `fillValue` rather than to be stretched. @default false */
  readonly padToAspectRatio?: unless<crop, pad>
  /** What the margins are filled with. @default 0 */
  readonly fillValue?: number
  /** Where the channels stand. @default "channelsLast" */
  readonly dataFormat?: format
}

/** An image is cut or gets margins, not both. */
type unless<crop extends boolean, pad extends boolean> =
  [crop, pad] extends [true, true] ? "padToAspectRatio must be false where cropToAspectRatio is true, got true" : pad
const unless = ({
  cropToAspectRatio,
  padToAspectRatio,
}: Pick<ResizingOptions, "cropToAspectRatio" | "padToAspectRatio">) =>
  cropToAspectRatio === true && padToAspectRatio === true ?
    "padToAspectRatio must be false where cropToAspectRatio is true, got true"
  : undefined

/** An image brought to a size. */
export interface Resizing<height, width> extends Layer<sizedRule<"resizing", 4, [height, width]>> {}
/** An image whose channels are first, or may be, brought to a size. */
export interface ResizingWith<height, width, format extends DataFormat> extends Layer<
  sizedRule<"resizing", 4, [height, width], format>
> {}

/**
 * Brings an image to a size: the middles of its outermost places stay there.
 *
 * @shape `[B, H, W, C]` to `[B, height, width, C]`
 * @param options.height a positive integer
 * @param options.width a positive integer
 * @throws ShapeError when the input is not of rank 4
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/
 * @example
 * resizing({ height: 32, width: 24 })(input({ shape: ["H", "W", 3] })) // => SymbolicTensor<["B", 32, 24, 3]>
 */
export const resizing = layer<
  <
    const height extends number,
    const width extends number,
    format extends DataFormat = "channelsLast",
    crop extends boolean = false,
    pad extends boolean = false,
  >(
    options: ResizingOptions<height, width, format, crop, pad>,
  ) => [format] extends ["channelsLast"] ? Resizing<height, width> : ResizingWith<height, width, format>,
  ResizingOptions
>({
  kind: "Resizing",
  title: ({ height, width }) => titleOf("resizing", [height, width]),
  options: {
    height: check.option(check.positive, [4, 1, 7]),
    width: check.option(check.positive, [5, 3, 2]),
    interpolation: check.option(check.oneOf(["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"]), [
      undefined,
      "nearest",
      "bicubic",
      "lanczos3",
      "lanczos5",
    ]),
    antialias: check.option<boolean | undefined>(check.flag, [undefined, true]),
    cropToAspectRatio: check.option<boolean | undefined>(check.flag, [undefined, true, false]),
    padToAspectRatio: check.option<boolean | undefined>(check.flag, [undefined, true, false]),
    fillValue: check.option<number | undefined>(check.finite, [undefined, 0.5]),
    dataFormat,
  },
  together: unless,
  shape: (input, { height, width, dataFormat }) =>
    sizedShape(input, { layer: "resizing", named: [height, width], rank: 4, dataFormat }),
  params: () => 0,
})
