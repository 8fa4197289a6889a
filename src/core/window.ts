/** What the layers that move a window over a sequence, an image or a volume have in common: the shape that they give. */
import { product, type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { type paddedLength, sizeAt, windowLength } from "../ops/window.js"
import { refuse } from "./error.js"
import {
  type arranged,
  axisName,
  channelsOf,
  type firstFalse,
  type InSpace,
  inSpace,
  spaceOf,
  type SpaceRank,
  titleOf,
  type wantsSpace,
} from "./space.js"
import type { UnknownShape } from "./tensor.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** As many channels as the input has, `by` times each. */
export interface Channels<by> {
  readonly by: by
}

/** A layer that moves a window, and how its window moves. */
export interface Windowed extends InSpace {
  readonly window: "kernel" | "pool"
  readonly size: Sizes
  readonly strides?: Sizes | undefined
  readonly padding?: "valid" | "same" | "causal" | undefined
  readonly dilationRate?: Sizes | undefined
  readonly channels: RuntimeDim | Channels<number>
}

/**
 * `[B, ...space, C]` becomes `[B, ...lengths, channels]`, or with the channels first `[B, C, ...space]` likewise. A rule
 * made of it says `in out` of its parameters: a compiler that works that out compares all that stands here, and gives up.
 * Padded, every window fits, and no length is compared, since it may be a type parameter. The channels stand here twice,
 * because a name for them costs more.
 */
export type windowShape<
  In,
  layer extends string,
  named,
  window extends "kernel" | "pool",
  rank extends SpaceRank,
  size,
  strides,
  padding,
  dilation,
  format extends DataFormat,
  channels,
> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        "valid" extends padding ?
          lengths<spaceOf<In, format>, size, strides, padding, dilation> extends (
            infer found extends readonly unknown[]
          ) ?
            false extends found[number] ?
              misfit<In, layer, named, window, rank, size, dilation, format, found>
            : arranged<
                In[0],
                found,
                channels extends Channels<unknown> ? product<channelsOf<In, format>, channels["by"]> : channels,
                format
              >
          : never
        : arranged<
            In[0],
            paddedLengths<spaceOf<In, format>, strides>,
            channels extends Channels<unknown> ? product<channelsOf<In, format>, channels["by"]> : channels,
            format
          >
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, named, rank, format>
    : UnknownShape
  : never
type lengths<space, size, strides, padding, dilation> = {
  -readonly [axis in keyof space]: windowLength<
    space[axis],
    sizeAt<size, axis>,
    sizeAt<strides, axis>,
    padding,
    sizeAt<dilation, axis>
  >
}
type paddedLengths<space extends readonly unknown[], strides> = {
  -readonly [axis in keyof space]: paddedLength<space[axis], sizeAt<strides, axis>>
}
export const windowShape = (input: RuntimeShape, given: Windowed) => {
  const { size, strides = 1, padding = "valid", dilationRate = 1, channels } = given
  const C =
    typeof channels === "object" && channels !== null ?
      product(channelsOf(input, given.dataFormat ?? "channelsLast"), channels.by)
    : channels
  const change = (n: RuntimeDim, axis: number) => {
    const moves = { size: sizeAt(size, axis), stride: sizeAt(strides, axis), padding }
    const length = windowLength(n, { ...moves, dilation: sizeAt(dilationRate, axis) })
    return length === false ? refuse(misfit(input, given, axis), `a ${given.window} that fits`, show(input)) : length
  }
  return inSpace(input, given, change, C)
}

type misfit<
  In,
  layer extends string,
  named,
  window extends "kernel" | "pool",
  rank extends SpaceRank,
  size,
  dilation,
  format extends DataFormat,
  found extends readonly unknown[],
> = misfitAt<spaceOf<In, format>, layer, named, window, rank, size, dilation, format, firstFalse<found>>
type misfitAt<
  space extends readonly unknown[],
  layer extends string,
  named,
  window extends "kernel" | "pool",
  rank extends SpaceRank,
  size,
  dilation,
  format extends DataFormat,
  axis extends 0 | 1 | 2,
> =
  sizeAt<dilation, `${axis}`> extends 1 ?
    `${titleOf<layer, named>}: a ${window} of ${showDim<sizeAt<size, `${axis}`>>} does not fit axis ${axisName<rank, format, `${axis}`>}, which is ${showDim<space[axis]>}; make ${window}Size smaller or padding "same"`
  : `${titleOf<layer, named>}: a ${window} of ${showDim<sizeAt<size, `${axis}`>>}, dilated by ${showDim<sizeAt<dilation, `${axis}`>>}, does not fit axis ${axisName<rank, format, `${axis}`>}, which is ${showDim<space[axis]>}; make ${window}Size or dilationRate smaller, or padding "same"`
const misfit = (input: RuntimeShape, given: Windowed, axis: number) => {
  const { layer, named, window, rank, size, dilationRate = 1, dataFormat = "channelsLast" } = given
  const name = axisName(rank, dataFormat, axis)
  const own = showDim(sizeAt(size, axis))
  const dilation = sizeAt(dilationRate, axis)
  const n = showDim(spaceOf(input, dataFormat)[axis] ?? null)
  return dilation === 1 ?
      `${titleOf(layer, named)}: a ${window} of ${own} does not fit axis ${name}, which is ${n}; make ${window}Size smaller or padding "same"`
    : `${titleOf(layer, named)}: a ${window} of ${own}, dilated by ${showDim(dilation)}, does not fit axis ${name}, which is ${n}; make ${window}Size or dilationRate smaller, or padding "same"`
}
