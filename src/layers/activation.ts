import type { Rule } from "../../types/rule.js"
import { type Activation, activation as names } from "../core/activations.js"
import { layer, type LayerOptions } from "../core/define.js"
import type { Layer } from "../core/layer.js"

export interface ActivationOptions extends LayerOptions {
  /** The function that is applied. */
  readonly activation: Activation
}

interface activationRule extends Rule {
  readonly title: "activation"
  readonly out: this["in"]
  readonly params: 0
}

/** Applies an activation. */
export interface ActivationLayer extends Layer<activationRule> {}

/**
 * Applies an activation to each value; `"softmax"` to each row of the last axis.
 *
 * @shape any shape to itself
 * @throws ShapeError when there is no such activation
 * @see https://keras.io/api/layers/core_layers/activation/
 * @example
 * activation({ activation: "relu" })(input({ shape: [7, 12] })) // => SymbolicTensor<["B", 7, 12]>
 */
export const activation = layer<(options: ActivationOptions) => ActivationLayer, ActivationOptions>({
  kind: "Activation",
  title: () => "activation",
  options: { activation: { ...names, samples: ["linear", "relu", "softmax", "hardSigmoid"] } },
  shape: input => input,
  params: () => 0,
})
