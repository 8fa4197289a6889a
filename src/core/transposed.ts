/** What the transposed convolutions have in common: the shape that they give. */
import type { Rule } from "../../types/rule.js"
import type { RuntimeDim } from "../ops/dim.js"
import { sizeAt, transposedLength } from "../ops/window.js"
import { type ConvolutionOptions, convolution } from "./convolution.js"
import type { LayerOptions } from "./define.js"
import type { kernelCount } from "./kernel.js"
import {
  type AxesOf,
  type arranged,
  inSpace,
  type spaceOf,
  type SpaceRank,
  type titleOf,
  type wantsSpace,
} from "./space.js"
import type { LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import * as windows from "./windowOptions.js"

/** `[B, ...space, C]` becomes `[B, ...lengths, filters]`, or with the channels first `[B, filters, ...lengths]`. */
type transposedShape<
  In,
  layer extends string,
  rank extends SpaceRank,
  filters,
  size,
  strides,
  padding,
  dilation,
  format extends windows.DataFormat,
> =
  format extends unknown ?
    In extends readonly unknown[] ?
      In["length"] extends rank ?
        arranged<In[0], lengths<spaceOf<In, format>, size, strides, padding, dilation>, filters, format>
      : number extends In["length"] ? UnknownShape
      : wantsSpace<In, layer, filters, rank, format>
    : UnknownShape
  : never
type lengths<space, size, strides, padding, dilation> = {
  -readonly [axis in keyof space]: transposedLength<
    space[axis],
    sizeAt<size, axis>,
    sizeAt<strides, axis>,
    padding,
    sizeAt<dilation, axis>
  >
}

export interface transposedRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out more extends windows.Convolved = windows.Plain,
> extends Rule {
  readonly title: titleOf<layer, filters>
  readonly out: transposedShape<
    this["in"],
    layer,
    rank,
    filters,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"]
  >
  readonly params: kernelCount<this["in"], filters, size, AxesOf<rank>, more["dataFormat"], more["useBias"]>
}
export const transposed = (
  layer: string,
  rank: SpaceRank,
): LayerSpec<Omit<ConvolutionOptions, keyof LayerOptions>> => ({
  ...convolution(layer, rank, windows.padding),
  kernel: undefined,
  shape: (input, { filters, kernelSize, strides = 1, padding = "valid", dilationRate = 1, dataFormat }) => {
    const change = (n: RuntimeDim, axis: number) => {
      const moves = { size: sizeAt(kernelSize, axis), stride: sizeAt(strides, axis), padding }
      return transposedLength(n, { ...moves, dilation: sizeAt(dilationRate, axis) })
    }
    return inSpace(input, { layer, named: filters, rank, dataFormat }, change, filters)
  },
})
