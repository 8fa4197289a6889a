/** What a model can do once it is compiled, as types: the run-time side is compile.ts. */
import type { Model } from "../core/model.js"
import type { bindPorts, boundBy, Fitting, GivenPorts, Ports } from "../core/ports.js"
import type { Tensor } from "../core/tensor.js"
import type { Callback } from "./callbacks.js"
import type { MetricGiven } from "./metricOptions.js"
import type { Optimizer } from "./optimizers.js"
import type { FittingLosses, LogKeys, Targets, withLossHint } from "./targets.js"

export interface EpochOptions {
  /** How often all data is gone through. @default 1 */
  readonly epochs?: number
  /** The epoch that counting begins with. @default 0 */
  readonly initialEpoch?: number
  /** 0 prints nothing, 1 shows a progress bar. @default 1 */
  readonly verbose?: 0 | 1
  /** Called at the beginning and the end of training, of epochs and of batches. */
  readonly callbacks?: Callback | readonly Callback[]
}

export interface FitOptions extends EpochOptions {
  /** Samples in a step. @default 32 */
  readonly batchSize?: number
  /** Part of the data, its end, that is measured after each epoch and not trained on: from 0 up to 1. @default 0 */
  readonly validationSplit?: number
  /** Whether each epoch has an order of its own. @default true */
  readonly shuffle?: boolean
  /** Makes the order of the samples the same in every run. */
  readonly seed?: number
  /** A weight for each sample, by which its loss is multiplied. */
  readonly sampleWeight?: Tensor<readonly [number | string]>
}

export interface FitDatasetOptions extends EpochOptions {
  /** Batches in an epoch: all of them when left out. */
  readonly batchesPerEpoch?: number
}

export interface EvaluateOptions {
  /** Samples computed at once. @default 32 */
  readonly batchSize?: number
}

/** Batches that can be gone through once an epoch: anything iterable, or a tfjs dataset. */
export type Batches<X, Y> =
  | Iterable<BatchOf<X, Y>>
  | AsyncIterable<BatchOf<X, Y>>
  | { iterator(): Promise<{ next(): Promise<IteratorResult<BatchOf<X, Y>>> }> }
interface BatchOf<X, Y> {
  readonly xs: X
  readonly ys: Y
}

export interface CompileOptions<Out, losses, metrics extends readonly MetricGiven[]> {
  /** How weights are changed: a name, or `adam({ learningRate })` and its like. */
  readonly optimizer: Optimizer
  /** What is made small: one loss for all outputs, or one for each, in the form of the outputs. */
  readonly loss: FittingLosses<Out, losses>
  /** What is measured besides, for every output. @default [] */
  readonly metrics?: metrics
}

/** The numbers of an epoch. */
export type Numbers<keys extends string> = { readonly [key in keys]: number }

/** What `fit` gives: the numbers of every epoch. */
export interface History<keys extends string> {
  /** The epochs, counted from 0. */
  readonly epoch: readonly number[]
  /** Each number, an epoch after the other; with `val_` before its name for the validation data. */
  readonly history: { readonly [key in keys]: readonly number[] } & {
    readonly [key in `val_${keys}`]?: readonly number[]
  }
}

/** The verdict on the truth that was given with `x`. */
type bindTruth<call extends string, In, Out, losses, X, Y, many extends "" | "s" = ""> = withLossHint<
  bindPorts<`${call}: y${many}`, Targets<Out, losses>, Y, boundBy<bindPorts<`${call}: x${many}`, In, X>>>,
  Out,
  Y,
  losses
>

/** A model with an optimizer and losses: it shares its weights with the model that was compiled. */
export interface TrainableModel<
  In extends Ports,
  Out extends Ports,
  losses,
  metrics extends readonly MetricGiven[],
> extends Model<In, Out> {
  /**
   * Trains on all of `x` and `y`, some epochs long.
   * @throws ShapeError when the data does not fit the inputs, or the labels do not fit the losses
   */
  fit<X extends GivenPorts, Y extends GivenPorts, VX extends GivenPorts = never, VY extends GivenPorts = never>(
    x: Fitting<X, bindPorts<"fit: x", In, X>>,
    y: Fitting<Y, bindTruth<"fit", In, Out, losses, X, Y>>,
    options?: FitOptions & {
      /** Data that is measured after each epoch, and not trained on. */
      readonly validationData?: readonly [
        x: Fitting<VX, bindPorts<"validationData: x", In, VX>>,
        y: Fitting<VY, bindTruth<"validationData", In, Out, losses, VX, VY>>,
      ]
    },
  ): Promise<History<LogKeys<Out, metrics>>>

  /**
   * Trains on batches that come one after the other: anything iterable, or a tfjs dataset.
   * @throws ShapeError when a batch does not fit
   */
  fitDataset<X extends GivenPorts, Y extends GivenPorts>(
    batches: Batches<
      Fitting<X, bindPorts<"fitDataset: xs", In, X>>,
      Fitting<Y, bindTruth<"fitDataset", In, Out, losses, X, Y, "s">>
    >,
    options?: FitDatasetOptions,
  ): Promise<History<LogKeys<Out, metrics>>>

  /** One step on one batch; gives its loss and metrics. */
  trainOnBatch<X extends GivenPorts, Y extends GivenPorts>(
    x: Fitting<X, bindPorts<"trainOnBatch: x", In, X>>,
    y: Fitting<Y, bindTruth<"trainOnBatch", In, Out, losses, X, Y>>,
  ): Promise<Numbers<LogKeys<Out, metrics>>>

  /** The loss and the metrics on data, without training. */
  evaluate<X extends GivenPorts, Y extends GivenPorts>(
    x: Fitting<X, bindPorts<"evaluate: x", In, X>>,
    y: Fitting<Y, bindTruth<"evaluate", In, Out, losses, X, Y>>,
    options?: EvaluateOptions,
  ): Promise<Numbers<LogKeys<Out, metrics>>>
}
