/** What the recurrent layers have in common: most of their options. */
import type { positive, rate } from "../../types/error.js"
import { activationName as tfjsName } from "../backend/layers/activations.js"
import { type Activation, activation, activationName } from "./activations.js"
import type { LayerOptions } from "./define.js"
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

/** Options of one step, of any width, but what it drops. */
export interface StepOptions extends LayerOptions, Omit<KernelOptions, "activityRegularizer"> {
  /** Applied to the new state. @default "tanh" */
  readonly activation?: Activation
  /** How the recurrent kernel begins. @default "orthogonal" */
  readonly recurrentInitializer?: Initializer
  /** What the recurrent kernel costs. */
  readonly recurrentRegularizer?: Regularizer
  /** What the recurrent kernel is brought back to. */
  readonly recurrentConstraint?: Constraint
}

/** Options of one step. */
export interface CellOptions<
  units extends number,
  drop extends number = number,
  redrop extends number = number,
> extends StepOptions {
  /** Width of the state and of the output: a positive integer. */
  readonly units: positive<units, "units">
  /** Part of the inputs that is dropped in training, from 0 up to 1. @default 0 */
  readonly dropout?: rate<drop, "dropout">
  /** Part of the states that is dropped in training, from 0 up to 1. @default 0 */
  readonly recurrentDropout?: rate<redrop, "recurrentDropout">
}

/** Options of a step, and of running it over the time axis: all in one, since each generic base costs the compiler. */
export interface RecurrentOptions<
  units extends number,
  sequences extends boolean,
  states extends boolean,
  drop extends number = number,
  redrop extends number = number,
>
  extends StepOptions, OrderOptions, KernelOptions {
  /** Width of the state and of the output: a positive integer. */
  readonly units: positive<units, "units">
  /** Part of the inputs that is dropped in training, from 0 up to 1. @default 0 */
  readonly dropout?: rate<drop, "dropout">
  /** Part of the states that is dropped in training, from 0 up to 1. @default 0 */
  readonly recurrentDropout?: rate<redrop, "recurrentDropout">
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
