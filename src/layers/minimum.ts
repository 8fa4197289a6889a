import { layer, type LayerOptions } from "../core/define.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"

interface minimumRule extends ElementwiseRule {
  readonly title: "minimum"
  readonly out: mergedShape<this["in"], "minimum">
  readonly params: 0
  readonly elementwise: true
}

export interface Minimum extends MergeLayer<minimumRule> {}

/**
 * The smallest of a list of tensors, element by element.
 *
 * @shape a list of two or more, equal but for axes of 1, which stretch; the batch axis is equal in all
 * @throws ShapeError when an element does not broadcast with the ones before it
 * @see https://keras.io/api/layers/merging_layers/minimum/
 * @example
 * const x = input({ shape: [7, 12] })
 * minimum()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const minimum = layer<(options?: LayerOptions) => Minimum>({
  kind: "Minimum",
  list: true,
  title: () => "minimum",
  options: {},
  shape: inputs => mergedShape(inputs, "minimum"),
  params: () => 0,
})
