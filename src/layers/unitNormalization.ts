import type { integerOrList, oneOrList } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"
import { type Axes, normalizedShape } from "../core/normalized.js"
import * as check from "../core/options.js"
import { showAxes } from "../ops/axis.js"

export interface UnitNormalizationOptions<
  axis extends number = number,
  list extends readonly number[] = readonly number[],
> extends LayerOptions {
  /** The axis, or the axes together, whose length becomes 1; negative ones count from the last. @default -1 */
  readonly axis?: integerOrList<axis, list, "axis">
}

interface unitNormalizationRule<axes extends Axes> extends Rule {
  readonly title: `unitNormalization(axis ${showAxes<axes>})`
  readonly out: normalizedShape<this["in"], "unitNormalization", axes, false>
  readonly params: 0
}

/** A scaling to length 1 over `axes`. */
export interface UnitNormalization<axes extends Axes> extends Layer<unitNormalizationRule<axes>> {}

/**
 * `x / sqrt(sum(x ** 2))` over one or more axes: vectors of length 1.
 *
 * @shape any shape that has the axes, to itself
 * @param options.axis an integer or a list of them; negative ones count from the last, and the default is the last
 * @throws ShapeError when the input has no such axis, or an axis is named twice
 * @see https://keras.io/api/layers/normalization_layers/unit_normalization/
 * @example
 * unitNormalization()(input({ shape: ["T", 12] })) // => SymbolicTensor<["B", "T", 12]>
 */
export const unitNormalization = layer<
  <const axis extends number = never, const list extends readonly number[] = never>(
    options?: UnitNormalizationOptions<axis, list>,
  ) => UnitNormalization<oneOrList<axis, list, -1>>,
  UnitNormalizationOptions
>({
  kind: "UnitNormalization",
  title: ({ axis = -1 }) => `unitNormalization(axis ${showAxes(axis)})`,
  options: { axis: check.option(check.oneOrMore(check.integer), [undefined, 1, -2, 2, [1, 2], [-1]]) },
  shape: (input, { axis = -1 }) => normalizedShape(input, "unitNormalization", axis, false),
  params: () => 0,
})
