import { layer, type LayerOptions } from "../core/define.js"
import { refuse } from "../core/error.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"
import type { UnknownShape } from "../core/tensor.js"
import type { RuntimeShape } from "../ops/shape.js"

/** Two shapes, broadcast together. */
type subtractShape<In> =
  In extends readonly [unknown, unknown] ? mergedShape<In, "subtract">
  : In extends readonly unknown[] ?
    number extends In["length"] ?
      In[number]
    : takesTwo<In["length"]>
  : UnknownShape
const subtractShape = (inputs: readonly RuntimeShape[]) =>
  inputs.length === 2 ?
    mergedShape(inputs, "subtract")
  : refuse(takesTwo(inputs.length), "two tensors", `${inputs.length}`, { code: "list" })

type takesTwo<count extends number> = `subtract needs a list of exactly two tensors, got ${count}`
const takesTwo = (count: number) => `subtract needs a list of exactly two tensors, got ${count}`

interface subtractRule extends ElementwiseRule {
  readonly title: "subtract"
  readonly out: subtractShape<this["in"]>
  readonly params: 0
  readonly elementwise: true
}

export interface Subtract extends MergeLayer<subtractRule> {}

/**
 * The first of two tensors less the second, element by element.
 *
 * @shape a list of two, equal but for axes of 1, which stretch; the batch axis is equal in both
 * @throws ShapeError when the two do not broadcast, or there are not two
 * @see https://keras.io/api/layers/merging_layers/subtract/
 * @example
 * const x = input({ shape: [7, 12] })
 * subtract()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const subtract = layer<(options?: LayerOptions) => Subtract>({
  kind: "Subtract",
  list: true,
  title: () => "subtract",
  options: {},
  shape: subtractShape,
  params: () => 0,
})
