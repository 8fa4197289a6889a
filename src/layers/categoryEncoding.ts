import type { positive } from "../../types/error.js"
import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import { encodedShape } from "../core/encoding.js"
import type { Layer } from "../core/layer.js"
import * as check from "../core/options.js"
import type { showDim } from "../ops/dim.js"

type Mode = "count" | "multiHot" | "oneHot"

export interface CategoryEncodingOptions<
  tokens extends number = number,
  mode extends Mode = Mode,
> extends LayerOptions {
  /** How many categories there are: the greatest integer of the input plus 1. */
  readonly numTokens: positive<tokens, "numTokens">
  /**
   * `"oneHot"`: a vector for each integer, with a 1 at its place. `"multiHot"`: one vector for the integers of a sample, with
   * a 1 at the place of each. `"count"`: likewise, with how often each is there. @default "multiHot"
   */
  readonly outputMode?: mode
}

interface categoryEncodingRule<tokens, mode extends Mode> extends Rule {
  readonly title: `categoryEncoding(${showDim<tokens>}, ${mode})`
  readonly out: encodedShape<this["in"], tokens, mode, "categoryEncoding">
  readonly params: 0
}

/** Integers below `tokens` as vectors. */
export interface CategoryEncoding<tokens extends number, mode extends Mode> extends Layer<
  categoryEncodingRule<tokens, mode>
> {}

/**
 * Turns integers into vectors of `numTokens` numbers.
 *
 * @shape with `"oneHot"` `[...lead]` to `[...lead, numTokens]`; otherwise `[B, N]` to `[B, numTokens]`
 * @throws ShapeError when `numTokens` is not a positive integer, or with `"oneHot"` the last axis is 1
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/
 * @example
 * categoryEncoding({ numTokens: 9 })(input({ shape: [4], dtype: "int32" })) // => SymbolicTensor<["B", 9]>
 */
export const categoryEncoding = layer<
  <const tokens extends number, mode extends Mode = "multiHot">(
    options: CategoryEncodingOptions<tokens, mode>,
  ) => CategoryEncoding<tokens, mode>,
  CategoryEncodingOptions
>({
  kind: "CategoryEncoding",
  title: ({ numTokens, outputMode = "multiHot" }) => `categoryEncoding(${numTokens}, ${outputMode})`,
  options: {
    numTokens: check.option(check.positive, [5, 1, 9]),
    outputMode: check.option<Mode | undefined>(check.oneOf(["oneHot", "multiHot", "count"]), [
      undefined,
      "oneHot",
      "count",
    ]),
  },
  takesIntegers: true,
  domain: ({ numTokens }) => ({ below: numTokens }),
  shape: (input, { numTokens, outputMode = "multiHot" }) =>
    encodedShape(input, numTokens, outputMode, "categoryEncoding"),
  params: () => 0,
})
