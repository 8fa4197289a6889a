import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"

export interface RescalingOptions extends LayerOptions {
  /** What the values are multiplied by. */
  readonly scale: number
  /** What is added then. @default 0 */
  readonly offset?: number
}

interface rescalingRule extends Rule {
  readonly title: "rescaling"
  readonly out: this["in"]
  readonly params: 0
}

/** Brings values to another range. */
export interface Rescaling extends Layer<rescalingRule> {}

/**
 * `x * scale + offset`: brings bytes from 0 to 255, say, to values from -1 to 1.
 *
 * @shape any shape to itself
 * @throws ShapeError when an option is not a finite number
 * @see https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/
 * @example
 * rescaling({ scale: 1 / 127.5, offset: -1 })(input({ shape: [28, 28, 1] })) // => SymbolicTensor<["B", 28, 28, 1]>
 */
export const rescaling = layer<(options: RescalingOptions) => Rescaling, RescalingOptions>({
  kind: "Rescaling",
  title: () => "rescaling",
  options: {
    scale: check.option(check.finite, [2, 0.5, -1]),
    offset: check.option(check.finite, [undefined, 0, -1]),
  },
  shape: input => input,
  params: () => 0,
})
