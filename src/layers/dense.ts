import type { positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { type Activation, activation } from "../core/activations.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { Layer } from "../core/layer.js"
import * as options from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { type KernelOptions, kernelOptions, useBias } from "../core/weights.js"
import { increment, product, showDim } from "../ops/dim.js"
import { lastOf, type RuntimeShape, show } from "../ops/shape.js"

export interface DenseOptions<units extends number = number, bias extends boolean = boolean>
  extends LayerOptions, KernelOptions {
  /** Width of the last axis of the output: a positive integer. */
  readonly units: positive<units, "units">
  /** Applied to the output. @default "linear" */
  readonly activation?: Activation
  /** Whether a bias is added. @default true */
  readonly useBias?: bias
}

/** `[...lead, D]` becomes `[...lead, units]`. */
type denseShape<In, units> =
  In extends readonly [] | readonly [unknown] ? wantsFeatures<In, units>
  : In extends readonly [...infer lead, unknown] ? [...lead, units]
  : UnknownShape
const denseShape = (input: RuntimeShape, { units }: DenseOptions) =>
  input.length < 2 ?
    refuse(wantsFeatures(input, units), "[batch, ..., features]", show(input))
  : [...input.slice(0, -1), units]

type wantsFeatures<In, units> =
  `dense(${showDim<units>}) needs an input of rank 2 or more [batch, ..., features], got ${show<In>}; add a batch axis`
const wantsFeatures = (input: RuntimeShape, units: number) =>
  `dense(${showDim(units)}) needs an input of rank 2 or more [batch, ..., features], got ${show(input)}; add a batch axis`

type denseCount<In, units, bias> =
  bias extends false ? product<lastOf<In>, units> : product<increment<lastOf<In>>, units>
const denseCount = (input: RuntimeShape, { units, useBias }: DenseOptions) =>
  useBias === false ? product(lastOf(input), units) : product(increment(lastOf(input)), units)

interface denseRule<units, bias> extends Rule {
  readonly title: `dense(${showDim<units>})`
  readonly out: denseShape<this["in"], units>
  readonly params: denseCount<this["in"], units, bias>
  readonly kernel: units
}

/** A dense layer of `units`. */
export interface Dense<units extends number> extends Layer<denseRule<units, true>> {}
/** A dense layer whose bias was turned off, or may be. */
export interface DenseWith<units extends number, bias extends boolean> extends Layer<denseRule<units, bias>> {}

/**
 * `activation(x @ kernel + bias)` over the last axis; all other axes stay as they are.
 *
 * @shape `[...lead, D]` to `[...lead, units]`, of rank 2 or more; `D * units + units` weights
 * @throws ShapeError when the input has rank 0 or 1, or `units` is not a positive integer
 * @see https://keras.io/api/layers/core_layers/dense/
 * @example
 * dense({ units: 5 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 5]>
 */
export const dense = layer<
  <const units extends number, bias extends boolean = true>(
    options: DenseOptions<units, bias>,
  ) => [bias] extends [true] ? Dense<units> : DenseWith<units, bias>,
  DenseOptions
>({
  kind: "Dense",
  title: ({ units }) => `dense(${units})`,
  options: {
    units: options.option(options.positive, [1, 5, 12]),
    activation,
    useBias,
    ...kernelOptions,
  },
  shape: denseShape,
  params: denseCount,
  kernel: ({ units }) => units,
  config: given => ({ kernelInitializer: "glorotUniform", ...given }),
})
