import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import * as check from "../core/options.js"
import type { UnknownShape } from "../core/tensor.js"
import { flattened } from "../ops/reshape.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface FlattenOptions extends LayerOptions {
  /** With `"channelsFirst"`, axis 1 goes last before the axes become one. @default "channelsLast" */
  readonly dataFormat?: "channelsFirst" | "channelsLast"
}

/** `[B, ...rest]` becomes `[B, D]`, where `D` is the product of the rest. */
type flattenShape<In> =
  In extends readonly [] ? wantsBatch<In>
  : In extends readonly [unknown, ...unknown[]] ? flattened<In>
  : UnknownShape
const flattenShape = (input: RuntimeShape) =>
  input.length === 0 ? refuse(wantsBatch(input), "[batch, ...]", show(input)) : flattened(input)

type wantsBatch<In> = `flatten needs an input of rank 1 or more [batch, ...], got ${show<In>}; add a batch axis`
const wantsBatch = (input: RuntimeShape) =>
  `flatten needs an input of rank 1 or more [batch, ...], got ${show(input)}; add a batch axis`

interface flattenRule extends MovingRule {
  readonly gives: "same"
  readonly title: "flatten"
  readonly out: flattenShape<this["in"]>
  readonly params: 0
}

export interface Flatten extends MovingLayer<flattenRule> {}

/**
 * Puts all axes but the batch into one.
 *
 * @shape `[B, ...rest]` to `[B, D]`, where `D` is the product of the rest, and 1 when there is none
 * @throws ShapeError when the input has no axis
 * @see https://keras.io/api/layers/reshaping_layers/flatten/
 * @example
 * flatten()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 84]>
 * flatten()(input({ shape: ["T", 7] })) // => SymbolicTensor<["B", "7*T"]>
 */
export const flatten = layer<(options?: FlattenOptions) => Flatten, FlattenOptions>({
  kind: "Flatten",
  title: () => "flatten",
  options: {
    dataFormat: check.option(check.oneOf(["channelsFirst", "channelsLast"]), [undefined, "channelsFirst"]),
  },
  shape: flattenShape,
  params: () => 0,
  dtype: "same",
})
