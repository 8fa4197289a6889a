import type { zeroOrMore } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface ThresholdedReLUOptions<theta extends number = number> extends LayerOptions {
  /** Where the values begin to pass: 0 or more. @default 1 */
  readonly theta?: zeroOrMore<theta, "theta">
}

interface thresholdedReLURule extends Rule {
  readonly title: "thresholdedReLU"
  readonly out: this["in"]
  readonly params: 0
}

/** Sets what is not above `theta` to 0. */
export interface ThresholdedReLU extends Layer<thresholdedReLURule> {}

/**
 * `x` above `theta`, and 0 elsewhere (Konda et al. 2015, arXiv:1402.3337).
 *
 * @shape any shape to itself
 * @throws ShapeError when `theta` is below 0
 * @see https://keras.io/api/layers/activation_layers/relu/
 * @example
 * thresholdedReLU()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const thresholdedReLU = layer<
  <const theta extends number = never>(options?: ThresholdedReLUOptions<theta>) => ThresholdedReLU,
  ThresholdedReLUOptions
>({
  kind: "ThresholdedReLU",
  title: () => "thresholdedReLU",
  options: {
    theta: check.option(check.zeroOrMore, [undefined, 0, 0.1]),
  },
  shape: input => input,
  params: () => 0,
})
