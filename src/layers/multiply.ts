import { layer, type LayerOptions } from "../core/define.js"
import type { ElementwiseRule, MergeLayer } from "../core/layer.js"
import { mergedShape } from "../core/merge.js"

interface multiplyRule extends ElementwiseRule {
  readonly title: "multiply"
  readonly out: mergedShape<this["in"], "multiply">
  readonly params: 0
  readonly elementwise: true
}

export interface Multiply extends MergeLayer<multiplyRule> {}

/**
 * The product of a list of tensors, element by element.
 *
 * @shape a list of two or more, equal but for axes of 1, which stretch; the batch axis is equal in all
 * @throws ShapeError when an element does not broadcast with the ones before it
 * @see https://keras.io/api/layers/merging_layers/multiply/
 * @example
 * const x = input({ shape: [7, 12] })
 * multiply()([x, dense({ units: 12 })(x)]) // => SymbolicTensor<["B", 7, 12]>
 */
export const multiply = layer<(options?: LayerOptions) => Multiply>({
  kind: "Multiply",
  list: true,
  title: () => "multiply",
  options: {},
  shape: inputs => mergedShape(inputs, "multiply"),
  params: () => 0,
})
