import { layer, type LayerOptions } from "../core/define.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"

interface averageRule extends ElementwiseRule {
  readonly title: "average"
  readonly out: mergedShape<this["in"], "average">
  readonly params: 0
  readonly elementwise: true
}

export interface Average extends MergeLayer<averageRule> {}

/**
 * The mean of a list of tensors, element by element.
 *
 * @shape a list of two or more, equal but for axes of 1, which stretch; the batch axis is equal in all
 * @throws ShapeError when an element does not broadcast with the ones before it
 * @see https://keras.io/api/layers/merging_layers/average/
 * @example
 * const x = input({ shape: [7, 12] })
 * average()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const average = layer<(options?: LayerOptions) => Average>({
  kind: "Average",
  list: true,
  title: () => "average",
  options: {},
  shape: inputs => mergedShape(inputs, "average"),
  params: () => 0,
})
