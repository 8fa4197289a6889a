/** The axes of an image or a sequence: the batch, the axes of space, and the channels behind or before those. */
import { showAxes } from "../ops/axis.js"
import { lastOf, type RuntimeShape, show } from "../ops/shape.js"
import type { RuntimeDim } from "../ops/dim.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** Number of axes: a sequence or an image, each with its batch and its channels. */
export type SpaceRank = 3 | 4

/** The axes between the batch and the channels: `[T]`, or `[H, W]`. */
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
export const arranged = (B: RuntimeDim, space: RuntimeShape, C: RuntimeDim, format: DataFormat): RuntimeShape =>
  format === "channelsFirst" ? [B, C, ...space] : [B, ...space, C]

/** What messages call the axes: the whole shape, and each axis of space with its number. */
export const axisNames = {
  3: {
    channelsLast: { all: "[batch, time, channels]", "0": "1 (time)", "1": "" },
    channelsFirst: { all: "[batch, channels, time]", "0": "2 (time)", "1": "" },
  },
  4: {
    channelsLast: { all: "[batch, height, width, channels]", "0": "1 (height)", "1": "2 (width)" },
    channelsFirst: { all: "[batch, channels, height, width]", "0": "2 (height)", "1": "3 (width)" },
  },
} as const
export type AxisNames = typeof axisNames

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
  named extends readonly [infer one, infer two] ? `[${shownIn<one>}, ${shownIn<two>}]` : showAxes<named>
const shownIn = (named: Named): string =>
  typeof named === "number" ? showAxes(named) : `[${named.map(shownIn).join(", ")}]`

export type wantsSpace<
  In extends readonly unknown[],
  layer extends string,
  named,
  rank extends SpaceRank,
  format extends DataFormat,
> = `${titleOf<layer, named>} needs a rank-${rank} input ${AxisNames[rank][format]["all"]}, got ${show<In>}${hint<rank, In["length"]>}`
export const wantsSpace = (input: RuntimeShape, layer: string, named: Named, rank: SpaceRank, format: DataFormat) =>
  `${titleOf(layer, named)} needs a rank-${rank} input ${axisNames[rank][format].all}, got ${show(input)}${hint(rank, input.length)}`
