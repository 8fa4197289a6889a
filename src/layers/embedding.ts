import type { positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import {
  type Constraint,
  constraint,
  type Initializer,
  initializer,
  type Regularizer,
  regularizer,
} from "../core/weights.js"
import type { UnknownShape } from "../core/tensor.js"
import { product, type showDim } from "../ops/dim.js"
import type { RuntimeShape } from "../ops/shape.js"

export interface EmbeddingOptions<inputs extends number = number, width extends number = number> extends LayerOptions {
  /** How many different integers there are: the greatest of them plus 1. */
  readonly inputDim: positive<inputs, "inputDim">
  /** Width of the vector that stands for each: the last axis of the output. */
  readonly outputDim: positive<width, "outputDim">
  /** Whether 0 is padding, which later layers skip. @default false */
  readonly maskZero?: boolean
  /** Has no effect, as in Keras 3: the shape of the input says how long the sequences are. */
  readonly inputLength?: number | readonly number[]
  /** How the vectors begin. @default "randomUniform" in [-0.05, 0.05] */
  readonly embeddingsInitializer?: Initializer
  /** What the vectors cost. */
  readonly embeddingsRegularizer?: Regularizer
  /** What the output costs. */
  readonly activityRegularizer?: Regularizer
  /** What the vectors are brought back to. */
  readonly embeddingsConstraint?: Constraint
}

/** `[...lead]` becomes `[...lead, outputDim]`. */
type embeddingShape<In, width> = In extends readonly [...infer lead] ? [...lead, width] : UnknownShape
const embeddingShape = (input: RuntimeShape, { outputDim }: EmbeddingOptions) => [...input, outputDim]

interface embeddingRule<inputs, width> extends Rule {
  readonly title: `embedding(${showDim<inputs>}, ${showDim<width>})`
  readonly out: embeddingShape<this["in"], width>
  readonly params: product<inputs, width>
  readonly kernel: width
}

/** A table of vectors of `width`. */
export interface Embedding<inputs extends number, width extends number> extends Layer<embeddingRule<inputs, width>> {}

/**
 * Looks up a vector for each integer. With `maskZero` the steps that are 0 are padding: the layers behind skip them, and
 * the loss leaves them out.
 *
 * @shape `[...lead]` of integers from 0 up to `inputDim` to `[...lead, outputDim]`; `inputDim * outputDim` weights
 * @throws ShapeError when an option is not a positive integer
 * @see https://keras.io/api/layers/core_layers/embedding/
 * @example
 * embedding({ inputDim: 1000, outputDim: 64 })(input({ shape: ["T"], dtype: "int32" })) // => SymbolicTensor<["B", "T", 64]>
 */
export const embedding = layer<
  <const inputs extends number, const width extends number>(
    options: EmbeddingOptions<inputs, width>,
  ) => Embedding<inputs, width>,
  EmbeddingOptions
>({
  kind: "Embedding",
  title: ({ inputDim, outputDim }) => `embedding(${inputDim}, ${outputDim})`,
  options: {
    inputDim: check.option(check.positive, [10, 3]),
    outputDim: check.option(check.positive, [4, 1]),
    maskZero: check.option(check.flag, [undefined, true]),
    inputLength: check.option<number | readonly number[] | undefined>(
      check.either(check.positive, check.listOf(check.positive)),
      [undefined],
    ),
    embeddingsInitializer: initializer,
    embeddingsRegularizer: regularizer,
    activityRegularizer: regularizer,
    embeddingsConstraint: constraint,
  },
  takesIntegers: true,
  domain: ({ inputDim }) => ({ below: inputDim }),
  shape: embeddingShape,
  // tfjs would hold the input to it.
  config: ({ inputLength, ...options }) => options,
  params: (_input, { inputDim, outputDim }) => product(inputDim, outputDim),
  kernel: ({ outputDim }) => outputDim,
})
