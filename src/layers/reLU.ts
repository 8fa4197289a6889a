import type { zeroOrMore } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface ReLUOptions<
  most extends number = number,
  slope extends number = number,
  least extends number = number,
> extends LayerOptions {
  /** The largest output: 0 or more. @default none */
  readonly maxValue?: zeroOrMore<most, "maxValue">
  /** The slope below the threshold: 0 or more. @default 0 */
  readonly negativeSlope?: zeroOrMore<slope, "negativeSlope">
  /** Where the values begin to pass: 0 or more. @default 0 */
  readonly threshold?: zeroOrMore<least, "threshold">
}

interface reLURule extends Rule {
  readonly title: "reLU"
  readonly out: this["in"]
  readonly params: 0
}

/** Sets what is below a threshold to 0. */
export interface ReLU extends Layer<reLURule> {}

/**
 * `max(x, 0)`, with a bound above, a slope below, and another place where they meet, for those who want them.
 *
 * @shape any shape to itself
 * @throws ShapeError when an option is below 0
 * @see https://keras.io/api/layers/activation_layers/relu/
 * @example
 * reLU()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const reLU = layer<
  <const most extends number = never, const slope extends number = never, const least extends number = never>(
    options?: ReLUOptions<most, slope, least>,
  ) => ReLU,
  ReLUOptions
>({
  kind: "ReLU",
  title: () => "reLU",
  options: {
    maxValue: check.option(check.zeroOrMore, [undefined, 6, 0.5]),
    negativeSlope: check.option(check.zeroOrMore, [undefined, 0, 0.1]),
    threshold: check.option(check.zeroOrMore, [undefined, 0, 0.5]),
  },
  shape: input => input,
  params: () => 0,
})
