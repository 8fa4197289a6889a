/** What a loss takes as the truth: the shape and the dtype of the labels, for each output. */
import type { lastOf, show } from "../../types/shape.js"
import type { AnyGiven, Faults, Ports } from "../core/ports.js"
import type { AnySymbolic, dims, SymbolicTensor, Tensor, UnknownShape } from "../core/tensor.js"
import type { AnyLossSettings } from "./lossOptions.js"
import type { MetricGiven, metricKey } from "./metricOptions.js"
import type { LossName } from "./names.js"

/** Any loss of your own: from the truth and the prediction to one value, or one for each sample. */
export type LossFunction = (truth: Tensor<UnknownShape>, prediction: Tensor<UnknownShape>) => Tensor<UnknownShape>

/** A loss: its tfjs name, one of `losses` with its options, or a function of yours. */
export type Loss = LossName | AnyLossSettings | LossFunction

/** The name of a loss; of your own, none of ours. */
export type nameOf<loss> = loss extends { readonly name: infer name extends LossName } ? name : loss

/** One loss for all outputs, or one for each, in the form of the outputs. */
export type LossesFor<Out> = Out extends AnySymbolic ? Loss : Loss | { readonly [name in keyof Out]: Loss }

/** The loss of the output `name`. */
export type lossOf<losses, name> =
  losses extends Loss ? losses
  : name extends keyof losses ? losses[name]
  : never

/** The truth that a loss compares an output with. */
type targetOf<output, loss> =
  output extends AnySymbolic ?
    nameOf<loss> extends infer name ?
      name extends "sparseCategoricalCrossentropy" ?
        output[typeof dims] extends readonly [...infer lead, unknown] ?
          SymbolicTensor<lead>
        : SymbolicTensor<UnknownShape>
      : name extends "ctc" ? SymbolicTensor<[output[typeof dims][0], number]>
      : name extends LossName ? SymbolicTensor<output[typeof dims]>
      : SymbolicTensor<UnknownShape>
    : never
  : never

/** The truths that the losses compare the outputs with, in the form of the outputs. */
export type Targets<Out, losses> =
  Out extends AnySymbolic ? targetOf<Out, losses>
  : { readonly [name in keyof Out]: targetOf<Out[name], lossOf<losses, name>> }

/** Adds what is likely meant, where the rank shows that labels are of the other kind, or lack an axis. */
export type withLossHint<answer, Out, Y, losses> =
  answer extends string ? `${answer}${lossHint<answer, Out, Y, losses>}`
  : answer extends Faults<infer messages> ?
    Faults<{
      readonly [name in keyof messages]: messages[name] extends infer message extends string ?
        `${message}${lossHint<message, Out[name & keyof Out], Y[name & keyof Y], lossOf<losses, name>>}`
      : never
    }>
  : answer
type lossHint<message extends string, output, truth, loss> =
  output extends AnySymbolic ?
    truth extends AnyGiven ?
      message extends `${string}: rank ${string}` ?
        nameOf<loss> extends infer name extends LossName ?
          labelHint<output[typeof dims], truth[typeof dims], name>
        : ""
      : ""
    : ""
  : ""
type labelHint<output extends readonly unknown[], truth extends readonly unknown[], loss> =
  loss extends "ctc" ? ""
  : loss extends "sparseCategoricalCrossentropy" ?
    truth["length"] extends output["length"] ?
      lastOf<truth> extends 1 ?
        "; leave out the last axis of the labels"
      : "; for one-hot labels use the loss categoricalCrossentropy"
    : ""
  : [...truth, unknown]["length"] extends output["length"] ?
    lastOf<output> extends 1 ? "; give the labels a last axis of 1"
    : loss extends "categoricalCrossentropy" | "categoricalFocalCrossentropy" ?
      "; for integer labels use the loss sparseCategoricalCrossentropy"
    : ""
  : ""

/** The outputs with a sentence in place of each loss that cannot work. */
export type FittingLosses<Out, losses> =
  losses extends Loss ? fittingLoss<Out extends AnySymbolic ? Out : Out[keyof Out & (number | string)], losses>
  : { readonly [name in keyof losses]: name extends keyof Out ? fittingLoss<Out[name], losses[name]> : losses[name] }
type fittingLoss<output, loss> =
  nameOf<loss> extends "sparseCategoricalCrossentropy" ?
    output extends { readonly [dims]: readonly [] | readonly [unknown] } ?
      "loss: sparseCategoricalCrossentropy needs an output of rank 2 or more [batch, ..., classes]"
    : loss
  : nameOf<loss> extends "ctc" ? fittingCtc<output, loss>
  : loss
type fittingCtc<output, loss> =
  output extends AnySymbolic ?
    output[typeof dims]["length"] extends 3 ? loss
    : number extends output[typeof dims]["length"] ? loss
    : `loss: ctc needs an output of rank 3 [batch, time, classes], got ${show<output[typeof dims]>}`
  : loss

/** The metrics that are kept an epoch: the loss, and the metrics that were asked for. */
export type LogKeys<Out extends Ports, metrics extends readonly MetricGiven[]> =
  Out extends AnySymbolic ? "loss" | metricKey<metrics[number]>
  : Out extends readonly unknown[] ? string
  : OneOrNone<keyof Out> extends true ? "loss" | metricKey<metrics[number]>
  : "loss" | `${keyof Out & string}_${"loss" | metricKey<metrics[number]>}`
/** Of several outputs each has numbers of its own, which begin with its name. */
type OneOrNone<keys, each = keys> =
  [keys] extends [never] ? true
  : each extends unknown ?
    [keys] extends [each] ?
      true
    : false
  : never
