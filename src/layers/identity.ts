import type { Rule } from "../../types/rule.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"

interface identityRule extends Rule {
  readonly title: "identity"
  readonly out: this["in"]
  readonly params: 0
}

/** Passes its input on. */
export interface Identity extends Layer<identityRule> {}

/**
 * Passes its input on, as it is.
 *
 * @shape any shape to itself
 * @see https://keras.io/api/layers/core_layers/identity/
 * @example
 * identity()(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const identity = layer<(options?: LayerOptions) => Identity>({
  kind: "IdentityLayer",
  title: () => "identity",
  options: {},
  shape: input => input,
  params: () => 0,
})
