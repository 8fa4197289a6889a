import { layer, type LayerOptions } from "../core/define.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"

interface addRule extends ElementwiseRule {
  readonly title: "add"
  readonly out: mergedShape<this["in"], "add">
  readonly params: 0
  readonly elementwise: true
}

export interface Add extends MergeLayer<addRule> {}

/**
 * The sum of a list of tensors, element by element.
 *
 * @shape a list of two or more, equal but for axes of 1, which stretch; the batch axis is equal in all
 * @throws ShapeError when an element does not broadcast with the ones before it
 * @see https://keras.io/api/layers/merging_layers/add/
 * @example
 * const x = input({ shape: [7, 12] })
 * add()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const add = layer<(options?: LayerOptions) => Add>({
  kind: "Add",
  list: true,
  title: () => "add",
  options: {},
  shape: inputs => mergedShape(inputs, "add"),
  params: () => 0,
})
