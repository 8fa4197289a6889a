import type { bind, Misfit, substitute } from "../../types/bind.js"
import type { Rule } from "../../types/rule.js"
import type { show } from "../../types/shape.js"
import type { MetricGiven } from "../train/metricOptions.js"
import type { LossesFor } from "../train/targets.js"
import type { CompileOptions, TrainableModel } from "../train/trainable.js"
import { instantiate } from "./instantiate.js"
import type { LayerBase } from "./layer.js"
import type { AnyGiven, bindPorts, boundBy, Fitting, GivenPorts, kindOf, Ports, Results } from "./ports.js"
import type { AnySymbolic, dims, Tensor, UnknownShape } from "./tensor.js"

/** What a model does to the shape of its one input, where it stands in a row of layers. */
interface modelRule<In, Out> extends Rule {
  readonly title: "model"
  readonly gives: Out extends AnySymbolic ? Out["dtype"] : "float32"
  readonly out: modelShape<this["in"], In, Out>
  readonly params: number
}
type modelShape<In, input, output> =
  input extends AnySymbolic ?
    output extends AnySymbolic ?
      modelStep<In, input[typeof dims], output[typeof dims], bind<input[typeof dims], In>>
    : "a model with several outputs gives all of them, and here one tensor is wanted; call it by itself"
  : "a model with several inputs takes all of them, and here comes one tensor; call it by itself"
type modelStep<In, input, output, answer> =
  answer extends Misfit<infer reason> ? `the model's input must be ${show<input>}, got ${show<In>}: ${reason}`
  : substitute<output, answer>

/**
 * A model from `In` to `Out`: a graph with weights. Call it with tensors of another graph and it is a part of that,
 * with the same weights; `compile` it and it can be trained.
 */
export interface Model<In extends Ports, Out extends Ports> extends LayerBase<modelRule<In, Out>> {
  <X extends GivenPorts>(
    x: Fitting<X, bindPorts<"the model's input", In, X, {}, "graph" | "data">>,
  ): Results<Out, boundBy<bindPorts<"the model's input", In, X, {}, "graph" | "data">>, kindOf<X>>

  readonly inputs: In
  readonly outputs: Out

  /**
   * Computes the outputs for data, batch by batch.
   * @param options.batchSize samples computed at once @default 32
   * @throws ShapeError when the data does not fit the inputs
   */
  predict<X extends GivenPorts>(
    x: Fitting<X, bindPorts<"predict: x", In, X>>,
    options?: { readonly batchSize?: number },
  ): Results<Out, boundBy<bindPorts<"predict: x", In, X>>, "data">

  /**
   * Gives a model that can be trained: the same weights, with an optimizer and a loss for each output.
   * @throws ShapeError when a loss cannot work on its output
   */
  compile<const losses extends LossesFor<Out>, const metrics extends readonly MetricGiven[] = []>(
    options: CompileOptions<Out, losses, metrics>,
  ): TrainableModel<In, Out, losses, metrics>

  /** Prints a line a layer: its output shape, its weights, and what it is connected to. */
  summary(options?: SummaryOptions): void

  /** The number of weights, trained or not. */
  countParams(): number

  /** The weights, as tensors that the model goes on using: do not dispose them. */
  getWeights(): Tensor<UnknownShape>[]

  /**
   * Puts other values into the weights.
   * @throws ShapeError naming the weight and both shapes when one does not fit
   */
  setWeights(weights: readonly AnyGiven[]): void

  /** Writes architecture and weights in tfjs's LayersModel format: into a folder in Node, to a tfjs URL in a browser. */
  save(path: string): Promise<void>

  /**
   * Reads weights that `save` or tfjs wrote.
   * @throws ShapeError naming the weight and both shapes when one does not fit
   */
  loadWeights(path: string): Promise<void>

  /** Frees the memory of the weights. */
  dispose(): void
}

export interface SummaryOptions {
  /** Takes each line. @default console.log */
  readonly print?: (line: string) => void
  /** Says of each recurrent layer whether one kernel computes the whole sequence, or why a loop does. @default false */
  readonly verbose?: boolean
}

export interface ModelOptions<In extends Ports, Out extends Ports> {
  /** What goes in: one `input`, a list, or a record of them. */
  readonly inputs: In
  /** What comes out: one tensor of the graph, a list, or a record of them. */
  readonly outputs: Out
  readonly name?: string
}

/**
 * A model: everything between some inputs and some outputs of a graph.
 *
 * @throws ShapeError when an output depends on an input that is not listed
 * @see https://keras.io/api/models/model/
 * @example
 * const x = input({ shape: [7, 12] })
 * model({ inputs: x, outputs: dense({ units: 5 })(x) }) // => Model<SymbolicTensor<["B", 7, 12]>, SymbolicTensor<["B", 7, 5]>>
 */
export const model = <In extends Ports, Out extends Ports>(options: ModelOptions<In, Out>): Model<In, Out> =>
  // Sound because test/model.test.ts runs models of every form and test-d/model.test-d.ts holds their types.
  instantiate(options) as unknown as Model<In, Out>
