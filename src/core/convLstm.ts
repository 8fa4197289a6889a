/** The rule of the convolutional LSTMs. */
import { product, type RuntimeDim, sum } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { isRefusal, refuse } from "./error.js"
import type { ConvLSTMOptions } from "./convLstmOptions.js"
import { areaOf } from "./kernel.js"
import * as check from "./options.js"
import type { PerState, RecurrentRule } from "./recurrent.js"
import { gateOptions, kerasGates, recurrentOptions } from "./sequence.js"
import { type AxesOf, axesOf, channelsOf, type SpaceRank, titleOf } from "./space.js"
import type { Answer, LayerSpec } from "./spec.js"
import type { UnknownShape } from "./tensor.js"
import { useBias } from "./weights.js"
import { windowShape } from "./window.js"
import * as windows from "./windowOptions.js"

/** What the convolution makes of one step. */
type stepShape<In, layer extends string, rank extends SpaceRank, filters, size, more extends windows.Convolved> =
  In extends readonly [infer B, unknown, ...infer rest] ?
    [B, ...rest]["length"] extends rank ?
      windowShape<
        [B, ...rest],
        `in each step of ${layer}`,
        filters,
        "kernel",
        rank,
        size,
        more["strides"],
        more["padding"],
        more["dilationRate"],
        more["dataFormat"],
        filters
      >
    : wantsFrames<In, layer, filters, rank, more["dataFormat"]>
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsFrames<In, layer, filters, rank, more["dataFormat"]>
  : UnknownShape
const stepShape = (input: RuntimeShape, layer: string, rank: SpaceRank, options: ConvLSTMOptions) => {
  const { dataFormat = "channelsLast", filters } = options
  if (input.length !== rank + 1) {
    const sentence = wantsFrames(input, layer, filters, rank, dataFormat)
    return refuse(sentence, axisNames[rank][dataFormat], show(input))
  }
  return windowShape(stepOf(input), {
    ...options,
    layer: `in each step of ${layer}`,
    named: filters,
    window: "kernel",
    rank,
    size: options.kernelSize,
    channels: filters,
  })
}
const stepOf = ([B = null, , ...rest]: RuntimeShape): RuntimeShape => [B, ...rest]

/** The shape of one step's output, with the time axis for sequences; with `returnState` also the states. */
type framesShape<step, In, sequences, states> =
  step extends readonly unknown[] ?
    states extends true ?
      [output: overTime<step, In, sequences>, h: step, c: step]
    : overTime<step, In, sequences>
  : step
type overTime<step, In, sequences> =
  sequences extends true ?
    step extends readonly [infer B, ...infer rest] ?
      In extends readonly [unknown, infer T, ...unknown[]] ?
        [B, T, ...rest]
      : UnknownShape
    : UnknownShape
  : step
const framesShape = (input: RuntimeShape, layer: string, rank: SpaceRank, options: ConvLSTMOptions): Answer => {
  const step = stepShape(input, layer, rank, options)
  if (isRefusal(step)) return step
  const [B = null, ...rest] = step
  const output = options.returnSequences ? [B, input[1] ?? null, ...rest] : step
  return options.returnState ? [output, step, step] : output
}

const axisNames = {
  3: { channelsLast: "[batch, time, length, channels]", channelsFirst: "[batch, time, channels, length]" },
  4: {
    channelsLast: "[batch, time, height, width, channels]",
    channelsFirst: "[batch, time, channels, height, width]",
  },
  5: {
    channelsLast: "[batch, time, depth, height, width, channels]",
    channelsFirst: "[batch, time, channels, depth, height, width]",
  },
} as const
type AxisNames = typeof axisNames

/** The rank of a sequence of what has this rank. */
type Ranks = typeof ranks
const ranks = { 3: 4, 4: 5, 5: 6 } as const

type wantsFrames<
  In extends readonly unknown[],
  layer extends string,
  filters,
  rank extends SpaceRank,
  format extends windows.DataFormat,
> =
  In["length"] extends rank ?
    `${titleOf<layer, filters>} needs a rank-${Ranks[rank]} input ${AxisNames[rank][format]}, got ${show<In>}; set returnSequences: true on the recurrent layer before it`
  : `${titleOf<layer, filters>} needs a rank-${Ranks[rank]} input ${AxisNames[rank][format]}, got ${show<In>}`
const wantsFrames = (
  input: RuntimeShape,
  layer: string,
  filters: number,
  rank: SpaceRank,
  format: windows.DataFormat,
) =>
  `${titleOf(layer, filters)} needs a rank-${ranks[rank]} input ${axisNames[rank][format]}, got ${show(input)}${
    input.length === rank ? "; set returnSequences: true on the recurrent layer before it" : ""
  }`

/** Four gates, each with a kernel for the input, one for the state, and a bias. */
type framesCount<In, rank extends SpaceRank, filters, size, format, bias> =
  In extends readonly [infer B, unknown, ...infer rest] ?
    product<
      product<4, filters>,
      sum<
        product<areaOf<size, AxesOf<rank>>, sum<channelsOf<[B, ...rest], format>, filters>>,
        bias extends false ? 0 : 1
      >
    >
  : number
const framesCount = (input: RuntimeShape, rank: SpaceRank, options: ConvLSTMOptions): RuntimeDim => {
  const { filters, kernelSize, dataFormat = "channelsLast", useBias } = options
  const C = sum(channelsOf(stepOf(input), dataFormat), filters)
  return product(product(4, filters), sum(product(areaOf(kernelSize, axesOf(rank)), C), useBias === false ? 0 : 1))
}

export interface convLstmRule<
  in out layer extends string,
  in out rank extends SpaceRank,
  in out filters,
  in out size,
  in out sequences,
  in out states,
  in out more extends windows.Convolved = windows.Plain,
> extends RecurrentRule {
  readonly step: stepShape<this["in"], layer, rank, filters, size, more>
  readonly out: framesShape<this["step"], this["in"], sequences, states>
  readonly output: framesShape<this["step"], this["in"], sequences, false>
  readonly params: framesCount<this["in"], rank, filters, size, more["dataFormat"], more["useBias"]>
  readonly title: titleOf<layer, filters>
  readonly units: PerState
  readonly states: ["h", "c"]
  readonly stateShapes: [h: this["step"], c: this["step"]]
  readonly many: states
  readonly oneWay: true
}

const { units: _, activityRegularizer, ...shared } = recurrentOptions

/** A convolutional LSTM over `rank - 2` axes of space. */
export const convLstm = (
  layer: string,
  kind: string,
  rank: SpaceRank,
): LayerSpec<Omit<ConvLSTMOptions, "name" | "trainable">> => {
  const axes = axesOf(rank)
  return {
    kind,
    title: ({ filters }) => titleOf(layer, filters),
    options: {
      filters: check.option(check.positive, [4, 1, 3]),
      kernelSize: check.option(windows.sizes(axes), [2, 1, 3, ...windows.lists(axes, [2, 3, 1])]),
      strides: check.option(windows.sizes(axes), [undefined, 2, ...windows.lists(axes, [1, 2, 1])]),
      padding: windows.padding,
      dilationRate: check.option(windows.sizes(axes), [undefined, 2, ...windows.lists(axes, [1, 2, 1])]),
      dataFormat: windows.dataFormat,
      useBias,
      unitForgetBias: check.option(check.flag, [undefined, false]),
      recurrentActivation: gateOptions.recurrentActivation,
      activityRegularizer,
      ...shared,
    },
    together: windows.undilated,
    shape: (input, options) => framesShape(input, layer, rank, options),
    params: (input, options) => framesCount(input, rank, options),
    config: kerasGates,
    states: options => ({
      names: ["h", "c"],
      shapes: input => {
        const step = stepShape(input, layer, rank, options)
        return isRefusal(step) ? [] : [step, step]
      },
      many: options.returnState ?? false,
      oneWay: true,
    }),
  }
}
