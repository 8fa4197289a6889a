import type { integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Axes, normalizedShape, normalizedSize } from "../core/normalized.js"
import * as check from "../core/options.js"
import { showAxes } from "../ops/axis.js"

export interface RMSNormalizationOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** The axis, or the axes together, that are normalized; negative ones count from the last. @default -1 */
  readonly axis?: integerOrList<axis, list, "axis">
  /** Added to the mean of the squares, so that nothing is divided by 0: above 0. @default 1e-6 */
  readonly epsilon?: number
}

interface rmsNormalizationRule<axes extends Axes> extends Rule {
  readonly title: `rmsNormalization(axis ${showAxes<axes>})`
  readonly out: normalizedShape<this["in"], "rmsNormalization", axes, true>
  readonly params: normalizedSize<this["in"], axes>
}

/** A scaling to a root mean square of 1 over `axes`. */
export interface RMSNormalization<axes extends Axes> extends Layer<rmsNormalizationRule<axes>> {}

/**
 * `scale * x / sqrt(mean(x ** 2) + epsilon)` over one or more axes of each sample (Zhang and Sennrich 2019,
 * arXiv:1910.07467): a layer normalization without the mean. Masks are handed on.
 *
 * @shape any shape that has the axes, to itself; `D` weights for an axis of size `D`, and for more their product
 * @param options.axis an integer or a list of them; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis, or the size of one is not known
 * @see https://keras.io/api/layers/normalization_layers/rms_normalization/
 * @example
 * rmsNormalization()(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const rmsNormalization = layer<
  <const axis extends number = never, const list extends readonly number[] = never>(
    options?: RMSNormalizationOptions<axis, list>,
  ) => RMSNormalization<oneOrList<axis, list, -1>>,
  RMSNormalizationOptions
>({
  kind: "RMSNormalization",
  title: ({ axis = -1 }) => `rmsNormalization(axis ${showAxes(axis)})`,
  options: {
    axis: check.option(check.oneOrMore(check.integer), [undefined, -1, [-1], [-2, -1]]),
    epsilon: check.option(check.aboveZero, [undefined, 1e-3]),
  },
  shape: (input, { axis = -1 }) => normalizedShape(input, "rmsNormalization", axis, true),
  params: (input, { axis = -1 }) => normalizedSize(input, axis),
  // Keras sorts the axes, and so the axes of the weight.
  config: ({ axis = -1, ...options }) => ({
    ...options,
    axis: typeof axis === "number" ? axis : [...axis].sort((a, b) => a - b),
  }),
})
