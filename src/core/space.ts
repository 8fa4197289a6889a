/** The axes of an image or a sequence: the batch, the axes of space, and the channels behind or before those. */
import { showAxes } from "../ops/axis.js"
import { lastOf, type RuntimeShape, show } from "../ops/shape.js"
import type { RuntimeDim } from "../ops/dim.js"
import { isRefusal, type Refusal, refuse } from "./error.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** Number of axes: a sequence, an image or a volume, each with its batch and its channels. */
export type SpaceRank = 3 | 4 | 5

/** Number of axes of space. */
export type AxesOf<rank extends SpaceRank> =
  rank extends 3 ? 1
  : rank extends 4 ? 2
  : 3

export const axesOf = (rank: SpaceRank): 1 | 2 | 3 =>
  rank === 3 ? 1
  : rank === 4 ? 2
  : 3

/** tfjs's and Keras's class of a layer: `Conv2DTranspose` of `conv2dTranspose`. */
export const kindOf = (layer: string): string =>
  layer.charAt(0).toUpperCase() + layer.slice(1).replace(/\dd/, axes => axes.toUpperCase())

/** The axes between the batch and the channels: `[T]`, `[H, W]` or `[D, H, W]`. */
export type spaceOf<In, format> =
  format extends "channelsFirst" ?
    In extends readonly [unknown, unknown, ...infer space] ?
      space
    : []
  : In extends readonly [unknown, ...infer space, unknown] ? space
  : []
export const spaceOf = (input: RuntimeShape, format: DataFormat): RuntimeShape =>
  format === "channelsFirst" ? input.slice(2) : input.slice(1, -1)

export type channelsOf<In extends readonly unknown[], format> = format extends "channelsFirst" ? In[1] : lastOf<In>
export const channelsOf = (input: RuntimeShape, format: DataFormat): RuntimeDim =>
  format === "channelsFirst" ? (input[1] ?? null) : lastOf(input)

/** The shape with these axes of space. */
export type arranged<B, space extends readonly unknown[], C, format> =
  format extends "channelsFirst" ? [B, C, ...space] : [B, ...space, C]
const arranged = (B: RuntimeDim, space: RuntimeShape, C: RuntimeDim, format: DataFormat): RuntimeShape =>
  format === "channelsFirst" ? [B, C, ...space] : [B, ...space, C]

/** A layer over space, as messages name it, and what it takes. */
export interface InSpace {
  readonly layer: string
  /** What stands in brackets behind the name: the filters, or the size. */
  readonly named: Named
  readonly rank: SpaceRank
  readonly dataFormat?: DataFormat | undefined
}

/** The shape with other lengths of space, and with other channels; refused when it has another rank, or a length is. */
export const inSpace = (
  input: RuntimeShape,
  { layer, named, rank, dataFormat = "channelsLast" }: InSpace,
  change: (n: RuntimeDim, axis: number) => RuntimeDim | Refusal,
  channels: RuntimeDim = channelsOf(input, dataFormat),
) => {
  if (input.length !== rank) {
    const sentence = wantsSpace(input, layer, named, rank, dataFormat)
    return refuse(sentence, axisNames[rank][dataFormat].all, show(input))
  }
  const lengths: RuntimeDim[] = []
  for (const [axis, n] of spaceOf(input, dataFormat).entries()) {
    const length = change(n, axis)
    if (isRefusal(length)) return length
    lengths.push(length)
  }
  return arranged(input[0] ?? null, lengths, channels, dataFormat)
}

/** What messages call the axes: the whole shape, and each axis of space with its number. */
const axisNames = {
  3: {
    channelsLast: { all: "[batch, time, channels]", "0": "1 (time)" },
    channelsFirst: { all: "[batch, channels, time]", "0": "2 (time)" },
  },
  4: {
    channelsLast: { all: "[batch, height, width, channels]", "0": "1 (height)", "1": "2 (width)" },
    channelsFirst: { all: "[batch, channels, height, width]", "0": "2 (height)", "1": "3 (width)" },
  },
  5: {
    channelsLast: {
      all: "[batch, depth, height, width, channels]",
      "0": "1 (depth)",
      "1": "2 (height)",
      "2": "3 (width)",
    },
    channelsFirst: {
      all: "[batch, channels, depth, height, width]",
      "0": "2 (depth)",
      "1": "3 (height)",
      "2": "4 (width)",
    },
  },
} as const
type AxisNames = typeof axisNames

/** What messages call one axis of space: `1 (height)`. */
export type axisName<rank extends SpaceRank, format extends DataFormat, axis> =
  axis extends keyof AxisNames[rank][format] ? AxisNames[rank][format][axis] & string : ""
export const axisName = (rank: SpaceRank, format: DataFormat, axis: number): string =>
  Object.entries(axisNames[rank][format]).find(([name]) => name === `${axis}`)?.[1] ?? ""

/** The first axis of which a length does not exist. */
export type firstFalse<lengths extends readonly unknown[]> =
  false extends lengths[0] ? 0
  : false extends lengths[1] ? 1
  : 2

/** What may be meant by an input of so many axes. */
const hints = {
  3: {
    2: "; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape",
    4: "; timeDistributed({ layer }) runs it over one more axis",
  },
  4: {
    3: "; add an axis of channels with reshape",
    5: "; timeDistributed({ layer }) runs it over one more axis",
  },
  5: {
    4: "; add an axis of channels with reshape",
    6: "; timeDistributed({ layer }) runs it over one more axis",
  },
} as const
type Hints = typeof hints
type hint<rank extends SpaceRank, length> = length extends keyof Hints[rank] ? Hints[rank][length] & string : ""
const hint = (rank: SpaceRank, length: number): string =>
  Object.entries(hints[rank]).find(([axes]) => Number(axes) === length)?.[1] ?? ""

/** `conv2d(8)`, or with nothing to name `globalMaxPooling2d()`. */
export type titleOf<layer extends string, named> =
  named extends readonly [] ? `${layer}()` : `${layer}(${shownIn<named>})`
export const titleOf = (layer: string, named: Named) =>
  Array.isArray(named) && named.length === 0 ? `${layer}()` : `${layer}(${shownIn(named)})`

/** What a title names: one number, or a list, or a list of lists. */
export type Named = number | readonly Sizes[]
type shownIn<named> =
  named extends number ? showAxes<named>
  : named extends readonly [infer one, infer two, infer three] ? `[${shownIn<one>}, ${shownIn<two>}, ${shownIn<three>}]`
  : named extends readonly [infer one, infer two] ? `[${shownIn<one>}, ${shownIn<two>}]`
  : showAxes<named>
const shownIn = (named: Named): string =>
  typeof named === "number" ? showAxes(named) : `[${named.map(shownIn).join(", ")}]`

export type wantsSpace<
  In extends readonly unknown[],
  layer extends string,
  named,
  rank extends SpaceRank,
  format extends DataFormat,
> = `${titleOf<layer, named>} needs a rank-${rank} input ${AxisNames[rank][format]["all"]}, got ${show<In>}${hint<rank, In["length"]>}`
const wantsSpace = (input: RuntimeShape, layer: string, named: Named, rank: SpaceRank, format: DataFormat) =>
  `${titleOf(layer, named)} needs a rank-${rank} input ${axisNames[rank][format].all}, got ${show(input)}${hint(rank, input.length)}`
