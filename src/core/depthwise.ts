/** What the layers that convolve each channel by itself have in common. */
import type { oneOrList, positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { increment, product } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"
import { type MovedOptions, movedOptions } from "./convolution.js"
import type { LayerOptions } from "./define.js"
import { areaOf } from "./kernel.js"
import * as check from "./options.js"
import { type AxesOf, axesOf, channelsOf, kindOf, type SpaceRank, titleOf } from "./space.js"
import type { LayerSpec } from "./spec.js"
import { constraint, type Constraint, initializer, type Initializer, regularizer, type Regularizer } from "./weights.js"
import { type Channels, windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** Options of a layer that convolves each channel by itself. */
export interface DeepOptions<depth extends number = number> {
  /** How many kernels each channel of the input has: a positive integer. @default 1 */
  readonly depthMultiplier?: positive<depth, "depthMultiplier">
  /** How the kernel of each channel begins. @default "glorotUniform" */
  readonly depthwiseInitializer?: Initializer
  /** How the bias begins. @default "zeros" */
  readonly biasInitializer?: Initializer
  /** What the kernel of each channel costs. */
  readonly depthwiseRegularizer?: Regularizer
  /** What the bias costs. */
  readonly biasRegularizer?: Regularizer
  /** What the output costs. */
  readonly activityRegularizer?: Regularizer
  /** What the kernel of each channel is brought back to. */
  readonly depthwiseConstraint?: Constraint
  /** What the bias is brought back to. */
  readonly biasConstraint?: Constraint
}

export const deepOptions = {
  depthMultiplier: check.option<number | undefined>(check.positive, [undefined, 2, 3]),
  depthwiseInitializer: initializer,
  biasInitializer: initializer,
  depthwiseRegularizer: regularizer,
  biasRegularizer: regularizer,
  activityRegularizer: regularizer,
  depthwiseConstraint: constraint,
  biasConstraint: constraint,
}

/** What changes the shape that such a layer gives, besides its filters and the size of its window. */
export interface Deep extends windows.Convolved {
  readonly depthMultiplier: number
}

/** Such a layer with the defaults. */
export interface Shallow extends windows.Plain {
  readonly depthMultiplier: 1
}

/** Options of a depthwise convolution over so many axes. */
export interface DepthwiseOptions<
  axes extends number = number,
  size extends number = number,
  sizes extends readonly number[] = readonly number[],
  stride extends number = number,
  strides extends readonly number[] = readonly number[],
  dilation extends number = number,
  dilations extends readonly number[] = readonly number[],
  padding extends windows.Padding = windows.Padding,
  format extends windows.DataFormat = windows.DataFormat,
  depth extends number = number,
  bias extends boolean = boolean,
>
  extends
    MovedOptions<axes, size, sizes, stride, strides, dilation, dilations, padding, format, bias>,
    DeepOptions<depth> {}

/** How a depthwise convolution over so many axes is called. */
export type Depthwise<types extends windows.LayerTypes, axes extends number> = <
  const size extends number = never,
  const sizes extends readonly number[] = never,
  const stride extends number = never,
  const strides extends readonly number[] = never,
  const dilation extends number = never,
  const dilations extends readonly number[] = never,
  padding extends windows.Padding = "valid",
  format extends windows.DataFormat = "channelsLast",
  const depth extends number = 1,
  bias extends boolean = true,
>(
  options: DepthwiseOptions<axes, size, sizes, stride, strides, dilation, dilations, padding, format, depth, bias>,
) => (types & {
  readonly size: oneOrList<size, sizes, number>
  readonly more: {
    strides: oneOrList<stride, strides, 1>
    padding: padding
    dilationRate: oneOrList<dilation, dilations, 1>
    dataFormat: format
    depthMultiplier: depth
    useBias: bias
  }
})[shallowOr<stride | strides | dilation | dilations, padding, format, depth, bias>]

/** Which type of a kind a call gives. */
export type shallowOr<moved, padding, format, depth, bias> =
  [moved, padding, format, depth, bias] extends [never, "valid", "channelsLast", 1, true] ? "plain" : "with"

/** `area * C * depth`, and `C * depth` more for a bias. */
type depthwiseCount<In, size, axes extends 1 | 2 | 3, format, depth, bias> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      number
    : product<
        product<channelsOf<In, format>, depth>,
        bias extends false ? areaOf<size, axes> : increment<areaOf<size, axes>>
      >
  : number
const depthwiseCount = (input: RuntimeShape, options: DepthwiseOptions, axes: number) => {
  const { kernelSize, dataFormat = "channelsLast", depthMultiplier = 1, useBias } = options
  const area = areaOf(kernelSize, axes)
  return product(product(channelsOf(input, dataFormat), depthMultiplier), useBias === false ? area : increment(area))
}

export interface depthwiseRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out size,
  in out more extends Deep = Shallow,
> extends Rule {
  readonly title: titleOf<layer, size>
  readonly out: windowShape<
    this["in"],
    layer,
    size,
    "kernel",
    rank,
    size,
    more["strides"],
    more["padding"],
    more["dilationRate"],
    more["dataFormat"],
    Channels<more["depthMultiplier"]>
  >
  readonly params: depthwiseCount<
    this["in"],
    size,
    AxesOf<rank>,
    more["dataFormat"],
    more["depthMultiplier"],
    more["useBias"]
  >
}
export const depthwise = (layer: string, rank: SpaceRank): LayerSpec<Omit<DepthwiseOptions, keyof LayerOptions>> => ({
  kind: kindOf(layer),
  title: ({ kernelSize }) => titleOf(layer, kernelSize),
  options: { ...movedOptions(rank, windows.padding), ...deepOptions },
  together: windows.undilated,
  shape: (input, options) =>
    windowShape(input, {
      ...options,
      layer,
      named: options.kernelSize,
      window: "kernel",
      rank,
      size: options.kernelSize,
      channels: { by: options.depthMultiplier ?? 1 },
    }),
  params: (input, options) => depthwiseCount(input, options, axesOf(rank)),
  config: given => ({ depthwiseInitializer: "glorotUniform", ...given }),
})
