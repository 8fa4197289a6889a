import { layer, type LayerOptions } from "../core/define.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"

interface maximumRule extends ElementwiseRule {
  readonly title: "maximum"
  readonly out: mergedShape<this["in"], "maximum">
  readonly params: 0
  readonly elementwise: true
}

export interface Maximum extends MergeLayer<maximumRule> {}

/**
 * The largest of a list of tensors, element by element.
 *
 * @shape a list of two or more, equal but for axes of 1, which stretch; the batch axis is equal in all
 * @throws ShapeError when an element does not broadcast with the ones before it
 * @see https://keras.io/api/layers/merging_layers/maximum/
 * @example
 * const x = input({ shape: [7, 12] })
 * maximum()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const maximum = layer<(options?: LayerOptions) => Maximum>({
  kind: "Maximum",
  list: true,
  title: () => "maximum",
  options: {},
  shape: inputs => mergedShape(inputs, "maximum"),
  params: () => 0,
})
