import type { rate } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface DropoutOptions<part extends number = number> extends LayerOptions {
  /** The part of the values that is dropped in training: at least 0 and less than 1. */
  readonly rate: rate<part, "rate">
  /** The shape of what is drawn, with the batch: 1 drops along the whole axis, `null` is the axis itself. */
  readonly noiseShape?: readonly (number | null)[]
  /** Makes the same draw in every step of every run. */
  readonly seed?: number
}

interface dropoutRule extends Rule {
  readonly title: "dropout"
  readonly out: this["in"]
  readonly params: 0
}

/** Drops values in training. */
export interface Dropout extends Layer<dropoutRule> {}

/**
 * Sets a random part of the values to 0 in training, and scales the others by `1 / (1 - rate)` (Srivastava et al. 2014).
 *
 * @shape any shape to itself
 * @param options.rate at least 0 and less than 1
 * @throws ShapeError when the rate is not
 * @see https://keras.io/api/layers/regularization_layers/dropout/
 * @example
 * dropout({ rate: 0.5 })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const dropout = layer<<const part extends number>(options: DropoutOptions<part>) => Dropout, DropoutOptions>({
  kind: "Dropout",
  title: () => "dropout",
  options: {
    rate: check.option(check.rate, [0, 0.5, 0.9]),
    noiseShape: check.option(check.listOf(check.either(check.positive, check.oneOf([null]))), [undefined]),
    seed: check.option(check.integer, [undefined, 42]),
  },
  shape: input => input,
  params: () => 0,
})
