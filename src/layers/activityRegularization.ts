import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { unchangedRule } from "../core/ranked.js"

export interface ActivityRegularizationOptions extends LayerOptions {
  /** What the sum of the absolute values costs: 0 or more. @default 0 */
  readonly l1?: number
  /** What the sum of the squares costs: 0 or more. @default 0 */
  readonly l2?: number
}

/** Makes large values cost. */
export interface ActivityRegularization extends Layer<unchangedRule<"activityRegularization">> {}

/**
 * Adds `l1 * sum(|x|) + l2 * sum(x ** 2)` of each sample to the loss, and hands the values on.
 *
 * @shape any shape to itself
 * @throws ShapeError when `l1` or `l2` is below 0
 * @see https://keras.io/api/layers/regularization_layers/activity_regularization/
 * @example
 * activityRegularization({ l2: 0.01 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const activityRegularization = layer<
  (options?: ActivityRegularizationOptions) => ActivityRegularization,
  ActivityRegularizationOptions
>({
  kind: "ActivityRegularization",
  title: () => "activityRegularization",
  options: {
    l1: check.option(check.zeroOrMore, [undefined, 0.1]),
    l2: check.option(check.zeroOrMore, [undefined, 0.01]),
  },
  shape: input => input,
  params: () => 0,
})
