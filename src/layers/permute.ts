import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface PermuteOptions<dims extends readonly number[] = readonly number[]> extends LayerOptions {
  /** The axes of one sample in their new order, counted from 1, each once: `[2, 1]` exchanges axes 1 and 2. */
  readonly dims: permutation<dims>
}

/** The list itself, with a sentence in place of each axis that cannot be, or is there already. */
type permutation<dims extends readonly number[]> = {
  readonly [index in keyof dims]: number extends dims["length"] | dims[index] ? dims[index]
  : `${dims[index]}` extends Exclude<keyof [0, ...dims], "0"> ?
    index extends firstOf<dims, dims[index]> ?
      dims[index]
    : wantsEachOnce<dims>
  : wantsEachOnce<dims>
}
type firstOf<dims, dim, count extends readonly unknown[] = []> =
  dims extends readonly [infer first, ...infer rest] ?
    first extends dim ?
      `${count["length"]}`
    : firstOf<rest, dim, [...count, 0]>
  : never
const permutation: check.Check = value =>
  !Array.isArray(value) ? `dims must be a list, got ${check.print(value)}`
  : value.every((_, index) => value.includes(index + 1)) ? undefined
  : wantsEachOnce(value)

type wantsEachOnce<dims extends readonly number[]> =
  `dims must hold each axis from 1 to ${dims["length"]} once, got ${show<dims>}`
const wantsEachOnce = (dims: RuntimeShape) =>
  `dims must hold each axis from 1 to ${dims.length} once, got ${show(dims)}`

/** `[B, ...rest]` becomes `[B, ...rest]` in the order of `dims`. */
type permuteShape<In, dims extends readonly number[]> =
  In extends readonly unknown[] ?
    number extends In["length"] | dims["length"] ? UnknownShape
    : In extends readonly [infer B, ...infer rest] ?
      rest["length"] extends dims["length"] ?
        [B, ...moved<In, dims>]
      : wantsRank<In, dims>
    : wantsRank<In, dims>
  : UnknownShape
type moved<In extends readonly unknown[], dims extends readonly number[]> = {
  -readonly [index in keyof dims]: number extends dims[index] ? number : In[dims[index]]
}
const permuteShape = (input: RuntimeShape, { dims }: PermuteOptions) =>
  input.length === dims.length + 1 ?
    [input[0] ?? null, ...dims.map(axis => input[axis] ?? null)]
  : refuse(wantsRank(input, dims), `rank ${dims.length + 1}`, show(input))

type wantsRank<
  In,
  dims extends readonly number[],
> = `permute(${show<dims>}) needs an input of rank ${[0, ...dims]["length"]}, the batch and ${dims["length"]} axes, got ${show<In>}`
const wantsRank = (input: RuntimeShape, dims: readonly number[]) =>
  `permute(${show(dims)}) needs an input of rank ${dims.length + 1}, the batch and ${dims.length} axes, got ${show(input)}`

interface permuteRule<dims extends readonly number[]> extends MovingRule {
  readonly gives: "same"
  readonly title: `permute(${show<dims>})`
  readonly out: permuteShape<this["in"], dims>
  readonly params: 0
}

/** Brings the axes of each sample into the order `dims`. */
export interface Permute<dims extends readonly number[]> extends MovingLayer<permuteRule<dims>> {}

/**
 * Brings the axes of each sample into another order; the batch stays first.
 *
 * @shape `[B, ...rest]` to `[B, ...rest]` reordered: axis `i` of the output is axis `dims[i - 1]` of the input
 * @param options.dims the axes counted from 1, each once
 * @throws ShapeError when `dims` lacks an axis or repeats one, or the input has another rank
 * @see https://keras.io/api/layers/reshaping_layers/permute/
 * @example
 * permute({ dims: [2, 1] })(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", 12, "T"]>
 */
export const permute = layer<
  <const dims extends readonly number[]>(options: PermuteOptions<dims>) => Permute<dims>,
  PermuteOptions
>({
  kind: "Permute",
  title: ({ dims }) => `permute(${show(dims)})`,
  options: { dims: check.option(permutation, [[1], [2, 1], [1, 2], [3, 1, 2]]) },
  shape: permuteShape,
  params: () => 0,
  dtype: "same",
})
