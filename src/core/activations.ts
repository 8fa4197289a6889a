import { oneOf, option } from "./options.js"

/** tfjs's activations, by their tfjs names. */
export type Activation =
  | "elu"
  | "gelu"
  | "gelu_new"
  | "hardSigmoid"
  | "linear"
  | "mish"
  | "relu"
  | "relu6"
  | "selu"
  | "sigmoid"
  | "softmax"
  | "softplus"
  | "softsign"
  | "swish"
  | "tanh"

const names: readonly Activation[] = [
  "elu",
  "gelu",
  "gelu_new",
  "hardSigmoid",
  "linear",
  "mish",
  "relu",
  "relu6",
  "selu",
  "sigmoid",
  "softmax",
  "softplus",
  "softsign",
  "swish",
  "tanh",
]

/** The check of an activation's name. */
export const activationName = oneOf(names)

/** An activation that may be left out. */
export const activation = option<Activation | undefined>(activationName, [undefined, "relu", "softmax"])
