import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { MovingLayer, MovingRule } from "../core/layer.js"
import * as check from "../core/options.js"
import { type RuntimeShape, show } from "../ops/shape.js"

export interface MaskingOptions extends LayerOptions {
  /** Steps whose values are all this are padding. @default 0 */
  readonly maskValue?: number
}

/** The shape stays; there must be a last axis that can be all padding. */
type maskingShape<In> = In extends readonly [] | readonly [unknown] ? wantsSteps<In> : In
const maskingShape = (input: RuntimeShape) =>
  input.length < 2 ? refuse(wantsSteps(input), "[batch, ..., features]", show(input)) : input

type wantsSteps<In> =
  `masking needs an input of rank 2 or more [batch, ..., features], got ${show<In>}; add a batch axis`
const wantsSteps = (input: RuntimeShape) =>
  `masking needs an input of rank 2 or more [batch, ..., features], got ${show(input)}; add a batch axis`

interface maskingRule extends MovingRule {
  readonly gives: "same"
  readonly title: "masking"
  readonly out: maskingShape<this["in"]>
  readonly params: 0
}

/** Marks padding. */
export interface Masking extends MovingLayer<maskingRule> {}

/**
 * Marks the steps whose values all equal `maskValue` as padding: the layers behind skip them, and the loss leaves them out.
 *
 * @shape `[...lead, D]` to itself, of rank 2 or more
 * @throws ShapeError when the input has rank 0 or 1
 * @see https://keras.io/api/layers/core_layers/masking/
 * @example
 * masking({ maskValue: -1 })(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const masking = layer<(options?: MaskingOptions) => Masking, MaskingOptions>({
  kind: "Masking",
  title: () => "masking",
  options: { maskValue: check.option(check.finite, [undefined, -1]) },
  shape: maskingShape,
  params: () => 0,
  dtype: "same",
})
