import type { zeroOrMore } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface LeakyReLUOptions<alpha extends number = number> extends LayerOptions {
  /** The slope below 0: 0 or more. @default 0.3 */
  readonly alpha?: zeroOrMore<alpha, "alpha">
}

interface leakyReLURule extends Rule {
  readonly title: "leakyReLU"
  readonly out: this["in"]
  readonly params: 0
}

/** Puts what is below 0 on a slope. */
export interface LeakyReLU extends Layer<leakyReLURule> {}

/**
 * `x` above 0, and `alpha * x` below (Maas et al. 2013).
 *
 * @shape any shape to itself
 * @throws ShapeError when `alpha` is below 0
 * @see https://keras.io/api/layers/activation_layers/leaky_relu/
 * @example
 * leakyReLU()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const leakyReLU = layer<
  <const alpha extends number = never>(options?: LeakyReLUOptions<alpha>) => LeakyReLU,
  LeakyReLUOptions
>({
  kind: "LeakyReLU",
  title: () => "leakyReLU",
  options: {
    alpha: check.option(check.zeroOrMore, [undefined, 0, 0.1]),
  },
  shape: input => input,
  params: () => 0,
})
