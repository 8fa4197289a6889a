import type { LayerOptions } from "../core/define.js"
import { type Axes, type Lambda, type LambdaTo, makeLambda, type TensorFunction } from "../core/lambda.js"

export type { Lambda, LambdaTo, TensorFunction }

export interface LambdaOptions<
  compute extends TensorFunction = TensorFunction,
  shape extends Axes = Axes,
> extends LayerOptions {
  /** What is computed, of one tensor: with the ops of `shapeproof/ops`, or with `outputShape` of anything, on data. */
  readonly function: compute
  /**
   * The axes of the output without the batch: positive integers, symbols, or `null` for what only the data says. Needed
   * where the function cannot be called on a tensor of a graph.
   */
  readonly outputShape?: shape
  /** The name that files know the function by. It must be made under that name before a file is read. */
  readonly registered?: string
}

/**
 * A function as a layer, for `sequential`, `pipe` and wrappers. Of typed ops, its shapes are the function's own, and in a
 * model it is these ops: they are saved like any other. With `outputShape` it may compute what it will, on data; a file then
 * knows it only under its `registered` name.
 *
 * @shape as the function says, or `[B, ...outputShape]`
 * @throws ShapeError when the function cannot be called on a tensor of a graph and no `outputShape` is declared, what it
 * computes has another shape, or a model with a function that is not registered is saved
 * @see https://keras.io/api/layers/core_layers/lambda/
 * @example
 * const double = lambda({ function: <T extends Dim>(x: SymbolicTensor<["B", T, 8]>) => add()([x, x]) })
 * double(input({ shape: ["T", 8] })) // => SymbolicTensor<["B", "T", 8]>
 */
export const lambda = <compute extends TensorFunction, const shape extends Axes = never>(
  options: LambdaOptions<compute, shape>,
): [shape] extends [never] ? Lambda<compute> : LambdaTo<shape> => makeLambda(options)
