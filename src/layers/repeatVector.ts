import type { positive } from "../../types/error.js"
import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { showDim } from "../ops/dim.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface RepeatVectorOptions<n extends number = number> extends LayerOptions {
  /** How often the vector is repeated: a positive integer. */
  readonly n: positive<n, "n">
}

/** `[B, D]` becomes `[B, n, D]`. */
type repeatVectorShape<In, n> =
  In extends readonly [infer B, infer D] ? [B, n, D]
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      UnknownShape
    : wantsVector<In, n>
  : UnknownShape
const repeatVectorShape = (input: RuntimeShape, { n }: RepeatVectorOptions) => {
  const [B = null, D = null] = input
  return input.length === 2 ? [B, n, D] : refuse(wantsVector(input, n), "[batch, features]", show(input))
}

type wantsVector<In, n> =
  In extends readonly [unknown, unknown, unknown] ?
    `repeatVector(${showDim<n>}) needs a rank-2 input [batch, features], got ${show<In>}; leave returnSequences out on the recurrent layer before it`
  : `repeatVector(${showDim<n>}) needs a rank-2 input [batch, features], got ${show<In>}`
const wantsVector = (input: RuntimeShape, n: number) =>
  `repeatVector(${showDim(n)}) needs a rank-2 input [batch, features], got ${show(input)}${
    input.length === 3 ? "; leave returnSequences out on the recurrent layer before it" : ""
  }`

interface repeatVectorRule<n> extends MovingRule {
  readonly gives: "same"
  readonly title: `repeatVector(${showDim<n>})`
  readonly out: repeatVectorShape<this["in"], n>
  readonly params: 0
}

/** Repeats a vector `n` times. */
export interface RepeatVector<n extends number> extends MovingLayer<repeatVectorRule<n>> {}

/**
 * Repeats a vector `n` times: a sequence of equal steps.
 *
 * @shape `[B, D]` to `[B, n, D]`
 * @param options.n a positive integer
 * @throws ShapeError when the input is not of rank 2, or `n` is not a positive integer
 * @see https://keras.io/api/layers/reshaping_layers/repeat_vector/
 * @example
 * repeatVector({ n: 5 })(input({ shape: [12] })) // => SymbolicTensor<["B", 5, 12]>
 */
export const repeatVector = layer<
  <const n extends number>(options: RepeatVectorOptions<n>) => RepeatVector<n>,
  RepeatVectorOptions
>({
  kind: "RepeatVector",
  title: ({ n }) => `repeatVector(${n})`,
  options: { n: check.option(check.positive, [1, 5, 12]) },
  shape: repeatVectorShape,
  params: () => 0,
  dtype: "same",
})
