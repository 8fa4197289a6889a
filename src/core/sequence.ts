/** What the recurrent layers have in common: the shape of their output, and most of their options. */
import type { positive } from "../../types/error.js"
import { activationName as tfjsName } from "../backend/layers/activations.js"
import type { showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"
import { type Activation, activation, activationName } from "./activations.js"
import type { LayerOptions } from "./define.js"
import { refuse } from "./error.js"
import type { Answer } from "./spec.js"
import * as check from "./options.js"
import {
  type Constraint,
  constraint,
  type Initializer,
  initializer,
  type KernelOptions,
  kernelOptions,
  type Regularizer,
  regularizer,
} from "./weights.js"

/** How a layer runs over the time axis. */
interface OrderOptions {
  /** Reads the sequence from its end; the output comes in that order. @default false */
  readonly goBackwards?: boolean
  /** Starts each batch from the states that the one before ended with. The input needs a `batchSize`. @default false */
  readonly stateful?: boolean
  /** Has no effect: the steps are always run one after the other. @default false */
  readonly unroll?: boolean
}

/** Options of what runs over the time axis. */
export interface SequenceOptions<sequences extends boolean, states extends boolean> extends LayerOptions, OrderOptions {
  /** Gives the output of every step, not only the last. @default false */
  readonly returnSequences?: sequences
  /** Gives the last states, after the output. @default false */
  readonly returnState?: states
}

/** Options of one step, of any width. */
export interface StepOptions extends LayerOptions, Omit<KernelOptions, "activityRegularizer"> {
  /** Applied to the new state. @default "tanh" */
  readonly activation?: Activation
  /** Part of the inputs that is dropped in training, from 0 up to 1. @default 0 */
  readonly dropout?: number
  /** Part of the states that is dropped in training, from 0 up to 1. @default 0 */
  readonly recurrentDropout?: number
  /** How the recurrent kernel begins. @default "orthogonal" */
  readonly recurrentInitializer?: Initializer
  /** What the recurrent kernel costs. */
  readonly recurrentRegularizer?: Regularizer
  /** What the recurrent kernel is brought back to. */
  readonly recurrentConstraint?: Constraint
}

/** Options of one step. */
export interface CellOptions<units extends number> extends StepOptions {
  /** Width of the state and of the output: a positive integer. */
  readonly units: positive<units, "units">
}

/** Options of a step, and of running it over the time axis: all in one, since each generic base costs the compiler. */
export interface RecurrentOptions<units extends number, sequences extends boolean, states extends boolean>
  extends StepOptions, OrderOptions, KernelOptions {
  /** Width of the state and of the output: a positive integer. */
  readonly units: positive<units, "units">
  /** Gives the output of every step, not only the last. @default false */
  readonly returnSequences?: sequences
  /** Gives the last states, after the output. @default false */
  readonly returnState?: states
}

/** The checks of `SequenceOptions`, but `unroll`, and what the tests try. */
const sequenceOptions = {
  returnSequences: check.option(check.flag, [undefined, true, false]),
  returnState: check.option(check.flag, [undefined, true, false]),
  goBackwards: check.option(check.flag, [undefined, true]),
  stateful: check.option(check.flag, [undefined]),
}
const unroll = check.option<boolean | undefined>(check.flag, [undefined])
export const runOptions = { ...sequenceOptions, unroll }

const stepOptions = {
  activation,
  dropout: check.option(check.rate, [undefined, 0.5]),
  recurrentDropout: check.option(check.rate, [undefined, 0.5]),
}
const recurrentWeights = {
  recurrentInitializer: initializer,
  recurrentRegularizer: regularizer,
  recurrentConstraint: constraint,
}
const units = check.option(check.positive, [1, 4, 32])
const { activityRegularizer: _, ...cellWeights } = kernelOptions

/** The checks of `CellOptions`, and what the tests try. */
export const cellOptions = { units, ...stepOptions, ...cellWeights, ...recurrentWeights }

/** The checks of `RecurrentOptions`, and what the tests try. */
export const recurrentOptions = {
  units,
  ...sequenceOptions,
  ...stepOptions,
  ...kernelOptions,
  ...recurrentWeights,
  unroll,
}

/** Options of a layer with gates. */
export interface GateOptions {
  /** Applied to the gates. @default "sigmoid" */
  readonly recurrentActivation?: Activation
  /** Has no effect: tfjs's way of grouping the matrix products. @default 2 */
  readonly implementation?: 1 | 2
}

const oneOrTwo: check.Check = (value, option) =>
  value === 1 || value === 2 ? undefined : `${option} must be 1 or 2, got ${check.print(value)}`

/** The checks of `GateOptions`. */
export const gateOptions = {
  recurrentActivation: check.option<Activation | undefined>(activationName, [undefined, "hardSigmoid"]),
  implementation: check.option<1 | 2 | undefined>(oneOrTwo, [undefined]),
}

/** Keras 3's defaults where tfjs has others, and its activations by the names that tfjs finds them under. */
export const kerasConfig = ({ activation, ...options }: { readonly activation?: Activation }) => ({
  kernelInitializer: "glorotUniform",
  ...options,
  activation: tfjsName(activation ?? "tanh"),
})

/** Also of the gates. */
export const kerasGates = ({
  recurrentActivation,
  ...options
}: {
  readonly activation?: Activation
  readonly recurrentActivation?: Activation
}) => ({ ...kerasConfig(options), recurrentActivation: tfjsName(recurrentActivation ?? "sigmoid") })

export const sequenceShape = (
  input: RuntimeShape,
  title: string,
  { units, returnSequences }: { units: number; returnSequences?: boolean },
) => {
  const [B = null, T = null] = input
  if (input.length !== 3) return refuse(wantsSequence(input, title), "[batch, time, features]", show(input))
  return returnSequences ? [B, T, units] : [B, units]
}

/** What a shape of another rank gives: `open` when its rank is not known, and otherwise the sentence. */
export type notSequence<In, name extends string, units, open> =
  In extends readonly unknown[] ?
    number extends In["length"] ?
      open
    : wantsSequence<In, titleOf<name, units>>
  : open

/** As messages name a recurrent layer: `lstm(256)`. */
export type titleOf<name extends string, units> = `${name}(${showDim<units>})`
export const titleOf = (name: string, units: number) => `${name}(${units})`

type wantsSequence<In, title extends string> =
  In extends readonly [unknown, unknown] ?
    `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between`
  : In extends readonly [unknown, infer second, unknown, unknown] ?
    [second] extends ["B"] ?
      `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; leave B out of the input's shape, which has the batch by itself`
    : `${title} needs a rank-3 input [batch, time, features], got ${show<In>}; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })`
  : `${title} needs a rank-3 input [batch, time, features], got ${show<In>}`
const wantsSequence = (input: RuntimeShape, title: string) =>
  `${title} needs a rank-3 input [batch, time, features], got ${show(input)}${
    input.length === 2 ?
      "; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between"
    : input.length !== 4 ? ""
    : input[1] === "B" ? "; leave B out of the input's shape, which has the batch by itself"
    : "; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })"
  }`

/** The output, and behind it as many states `[B, units]` as there are. */
export const withStates = (
  output: RuntimeShape | Extract<Answer, { refused: string }>,
  units: number,
  count: number,
): Answer => {
  if ("refused" in output) return output
  const state = [output[0] ?? null, units]
  return [output, ...Array.from({ length: count }, () => state)]
}
