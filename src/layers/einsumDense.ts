import type { Rule } from "../../types/rule.js"
import { type Activation, activation } from "../core/activations.js"
import { layer, type LayerOptions } from "../core/define.js"
import {
  type einsumDenseCount,
  einsumDenseCounts,
  type einsumDenseShape,
  einsumDenseShapes,
} from "../core/einsumDense.js"
import { type biasLetters, type outputSizes, refusedSizes } from "../core/einsumDenseOptions.js"
import { equation, type equation as equationOf } from "../core/equation.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import { type KernelOptions, kernelOptions } from "../core/weights.js"
import type { Sizes } from "../ops/equation.js"

export interface EinsumDenseOptions<
  text extends string = string,
  sizes extends Sizes = Sizes,
  bias extends string = string,
>
  extends LayerOptions, KernelOptions {
  /** The axes of the input, of the kernel and of the output, a letter each: `"abc,cd->abd"`. `...` stands for any others. */
  readonly equation: equationOf<text>
  /**
   * The size of each axis of the output without the batch, or those that `...` stands for; `null` where the input says it.
   */
  readonly outputShape: outputSizes<sizes, text>
  /** The letters of the output along which a bias is learned. The default is none: there is no bias. */
  readonly biasAxes?: biasLetters<bias, text>
  /** Applied to the output. @default "linear" */
  readonly activation?: Activation
}

interface einsumDenseRule<text, sizes extends Sizes, bias> extends Rule {
  readonly title: `einsumDense(${text & string})`
  readonly out: einsumDenseShape<this["in"], text, sizes>
  readonly params: einsumDenseCount<this["in"], text, sizes, bias>
}

/** A dense layer whose axes an equation names; `bias` is `never` without one. */
export interface EinsumDense<text extends string, sizes extends Sizes, bias extends string = never> extends Layer<
  einsumDenseRule<text, sizes, bias>
> {}

const openOrPositive = check.either(check.positive, check.oneOf([null]))
const sizesOrOpen: check.Check = (value, option) =>
  Array.isArray(value) ? check.listOf(openOrPositive)(value, option) : check.positive(value, option)

/**
 * `activation(einsum(equation, x, kernel) + bias)`: a dense layer over any axes of its input.
 *
 * @shape as the equation says: `"abc,cd->abd"` with `outputShape: [null, 5]` makes `[B, T, 5]` of `[B, T, D]`; the kernel
 * has a weight for each place of its letters
 * @param options.outputShape an integer or a list of integers and `null`
 * @throws ShapeError when an option does not fit the equation, or the input does not
 * @see https://keras.io/api/layers/core_layers/einsum_dense/
 * @example
 * const x = input({ shape: ["T", 64] })
 * einsumDense({ equation: "abc,cde->abde", outputShape: [null, 8, 16], biasAxes: "de" })(x) // => SymbolicTensor<["B", "T", 8, 16]>
 */
export const einsumDense = layer<
  <const text extends string, const sizes extends Sizes, const bias extends string = never>(
    options: EinsumDenseOptions<text, sizes, bias>,
  ) => EinsumDense<text, sizes, bias>,
  EinsumDenseOptions
>({
  kind: "EinsumDense",
  title: options => `einsumDense(${options.equation})`,
  options: {
    equation: check.option(equation, ["abc,cd->abd", "ab,bc->ac", "...x,xy->...y", "abc,cde->abde", "ab...,bc->ac..."]),
    outputShape: check.option<Sizes>(sizesOrOpen, [[null, 5], 5, [null, 2, 3]]),
    biasAxes: check.option(check.text, [undefined, "d", "c", "y", "de"]),
    activation,
    ...kernelOptions,
  },
  together: refusedSizes,
  shape: einsumDenseShapes,
  params: einsumDenseCounts,
})
