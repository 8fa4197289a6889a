/** Remembers what softmax was given, so that a loss can be computed from that: with the logarithm of a small number. */
import * as tf from "@tensorflow/tfjs"

let isOn = false
let logits: Map<tf.Tensor, tf.Tensor> | undefined

/** Turns the remembering on or off. */
export const setSoftmaxRepair = (on: boolean): void => {
  isOn = on
}

/** Softmax over the last axis. */
export const softmax = (x: tf.Tensor): tf.Tensor => {
  const probabilities = tf.softmax(x)
  if (isOn) logits?.set(probabilities, tf.keep(x.clone()))
  return probabilities
}

/** The method `apply` for tfjs's activation softmax. */
export const softmaxApply = (x: tf.Tensor, axis = -1): tf.Tensor =>
  axis === -1 || axis === x.rank - 1 ? softmax(x) : tf.softmax(x, axis)

/** The object that the activation softmax takes its method `apply` from. */
export const softmaxPrototype = (): object => {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap["softmax"]
  const prototype: unknown = entry?.[0].prototype
  if (typeof prototype !== "object" || prototype === null) throw new Error("shapeproof: tfjs has no activation softmax")
  return prototype
}

/**
 * Runs what may compute softmaxes, and then `use` with what each of them was given: undefined for a tensor that no
 * softmax gave. What is remembered is disposed after.
 */
export const withLogits = <outputs, result>(
  run: () => outputs,
  use: (outputs: outputs, logitsOf: (probabilities: tf.Tensor) => tf.Tensor | undefined) => result,
): result => {
  const before = logits
  const own = new Map<tf.Tensor, tf.Tensor>()
  logits = own
  try {
    const outputs = run()
    return use(outputs, probabilities => own.get(probabilities))
  } finally {
    logits = before
    for (const kept of own.values()) kept.dispose()
  }
}
