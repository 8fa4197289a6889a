import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface ELUOptions extends LayerOptions {
  /** What the values go to far below 0, less its sign. @default 1 */
  readonly alpha?: number
}

interface eluRule extends Rule {
  readonly title: "elu"
  readonly out: this["in"]
  readonly params: 0
}

/** Bends what is below 0. */
export interface ELU extends Layer<eluRule> {}

/**
 * `x` above 0, and `alpha * (exp(x) - 1)` below (Clevert et al. 2016, arXiv:1511.07289).
 *
 * @shape any shape to itself
 * @throws ShapeError when `alpha` is not a finite number
 * @see https://keras.io/api/layers/activation_layers/elu/
 * @example
 * elu()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const elu = layer<(options?: ELUOptions) => ELU, ELUOptions>({
  kind: "ELU",
  title: () => "elu",
  options: {
    alpha: check.option(check.finite, [undefined, 1, 0.5]),
  },
  shape: input => input,
  params: () => 0,
})
