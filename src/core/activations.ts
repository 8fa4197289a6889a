import { oneOf, option } from "./options.js"

/** tfjs's activations, by their tfjs names, and Keras 3's that keep the shape. */
export type Activation =
  | "elu"
  | "exponential"
  | "gelu"
  | "gelu_new"
  | "hardShrink"
  | "hardSigmoid"
  | "hardSilu"
  | "hardTanh"
  | "leakyRelu"
  | "linear"
  | "logSigmoid"
  | "logSoftmax"
  | "mish"
  | "relu"
  | "relu6"
  | "selu"
  | "sigmoid"
  | "silu"
  | "softmax"
  | "softplus"
  | "softShrink"
  | "softsign"
  | "sparsePlus"
  | "sparseSigmoid"
  | "squareplus"
  | "swish"
  | "tanh"
  | "tanhShrink"

export const activationNames: readonly Activation[] = [
  "elu",
  "exponential",
  "gelu",
  "gelu_new",
  "hardShrink",
  "hardSigmoid",
  "hardSilu",
  "hardTanh",
  "leakyRelu",
  "linear",
  "logSigmoid",
  "logSoftmax",
  "mish",
  "relu",
  "relu6",
  "selu",
  "sigmoid",
  "silu",
  "softmax",
  "softplus",
  "softShrink",
  "softsign",
  "sparsePlus",
  "sparseSigmoid",
  "squareplus",
  "swish",
  "tanh",
  "tanhShrink",
]

/** The check of an activation's name. */
export const activationName = oneOf(activationNames)

/** An activation that may be left out. */
export const activation = option<Activation | undefined>(activationName, [undefined, "relu", "softmax"])
