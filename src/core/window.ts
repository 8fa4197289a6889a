/** What the layers that move a window over an image or a sequence have in common: the shape that they give. */
import { product, type RuntimeDim, showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { sizeAt, windowLength } from "../ops/window.js"
import { refuse } from "./error.js"
import {
  arranged,
  type AxisNames,
  axisNames,
  channelsOf,
  spaceOf,
  type SpaceRank,
  titleOf,
  wantsSpace,
} from "./space.js"
import type { UnknownShape } from "./tensor.js"
import type { DataFormat, Sizes } from "./windowOptions.js"

/** As many channels as the input has, `by` times each. */
export interface Channels<by> {
  readonly by: by
}

/** A layer that moves a window: what it is called, and how its window moves. */
export interface Windowed {
  readonly layer: string
  /** What stands in brackets behind the name: the filters, or the size. */
  readonly named: Sizes
  readonly window: "kernel" | "pool"
  readonly rank: SpaceRank
  readonly size: Sizes
  readonly strides?: Sizes | undefined
  readonly padding?: "valid" | "same" | "causal" | undefined
  readonly dilationRate?: Sizes | undefined
  readonly dataFormat?: DataFormat | undefined
  readonly channels: RuntimeDim | Channels<number>
}

/**
 * `[B, ...space, C]` becomes `[B, ...lengths, channels]`, or with the channels first `[B, C, ...space]` likewise. A rule
 * made of it says `in out` of its parameters: a compiler that works that out compares all that stands here, and gives up.
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
        lengths<spaceOf<In, format>, size, strides, padding, dilation> extends infer found extends readonly unknown[] ?
          false extends found[number] ?
            misfit<In, layer, named, window, rank, size, dilation, format, found>
          : arranged<
              In[0],
              found,
              channels extends Channels<infer by> ? product<channelsOf<In, format>, by> : channels,
              format
            >
        : never
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
export const windowShape = (input: RuntimeShape, given: Windowed) => {
  const { layer, named, rank, size, strides = 1, padding = "valid", dilationRate = 1 } = given
  const { dataFormat: format = "channelsLast", channels } = given
  if (input.length !== rank) {
    const sentence = wantsSpace(input, layer, named, rank, format)
    return refuse(sentence, axisNames[rank][format].all, show(input))
  }
  const space = spaceOf(input, format)
  const found: RuntimeDim[] = []
  for (const [axis, n] of space.entries()) {
    const moves = { size: sizeAt(size, axis), stride: sizeAt(strides, axis), padding }
    const length = windowLength(n, { ...moves, dilation: sizeAt(dilationRate, axis) })
    if (length === false)
      return refuse(misfit(input, given, axis === 0 ? "0" : "1"), `a ${given.window} that fits`, show(input))
    found.push(length)
  }
  const C =
    typeof channels === "object" && channels !== null ? product(channelsOf(input, format), channels.by) : channels
  return arranged(input[0] ?? null, found, C, format)
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
  found,
> =
  found extends readonly [infer first, ...unknown[]] ?
    false extends first ?
      misfitAt<spaceOf<In, format>, layer, named, window, AxisNames[rank][format]["0"], size, dilation, 0>
    : misfitAt<spaceOf<In, format>, layer, named, window, AxisNames[rank][format]["1"], size, dilation, 1>
  : never
type misfitAt<
  space extends readonly unknown[],
  layer extends string,
  named,
  window extends "kernel" | "pool",
  name extends string,
  size,
  dilation,
  axis extends 0 | 1,
> =
  sizeAt<dilation, `${axis}`> extends 1 ?
    `${titleOf<layer, named>}: a ${window} of ${showDim<sizeAt<size, `${axis}`>>} does not fit axis ${name}, which is ${showDim<space[axis]>}; make ${window}Size smaller or padding "same"`
  : `${titleOf<layer, named>}: a ${window} of ${showDim<sizeAt<size, `${axis}`>>}, dilated by ${showDim<sizeAt<dilation, `${axis}`>>}, does not fit axis ${name}, which is ${showDim<space[axis]>}; make ${window}Size or dilationRate smaller, or padding "same"`
const misfit = (input: RuntimeShape, given: Windowed, axis: "0" | "1") => {
  const { layer, named, window, rank, size, dilationRate = 1, dataFormat = "channelsLast" } = given
  const name = axisNames[rank][dataFormat][axis]
  const own = showDim(sizeAt(size, Number(axis)))
  const dilation = sizeAt(dilationRate, Number(axis))
  const n = showDim(spaceOf(input, dataFormat)[Number(axis)] ?? null)
  return dilation === 1 ?
      `${titleOf(layer, named)}: a ${window} of ${own} does not fit axis ${name}, which is ${n}; make ${window}Size smaller or padding "same"`
    : `${titleOf(layer, named)}: a ${window} of ${own}, dilated by ${showDim(dilation)}, does not fit axis ${name}, which is ${n}; make ${window}Size or dilationRate smaller, or padding "same"`
}
