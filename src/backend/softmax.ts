/**
 * Remembers what softmax and sigmoid were given, so that a loss can be computed from that: with the logarithm of a small
 * number.
 */
import * as tf from "@tensorflow/tfjs"

let isOn = false
/** What makes probabilities of logits. */
type Squash = "softmax" | "sigmoid"

let logits: Map<tf.Tensor, readonly [Squash, tf.Tensor]> | undefined

/** Turns the remembering on or off. */
export const setSoftmaxRepair = (on: boolean): void => {
  isOn = on
}

/** Softmax over the last axis. */
export const softmax = (x: tf.Tensor): tf.Tensor => {
  const probabilities = tf.softmax(x)
  if (isOn) logits?.set(probabilities, ["softmax", tf.keep(x.clone())])
  return probabilities
}

/** The method `apply` for tfjs's activation sigmoid. */
export const sigmoidApply = (x: tf.Tensor): tf.Tensor => {
  const probabilities = tf.sigmoid(x)
  if (isOn) logits?.set(probabilities, ["sigmoid", tf.keep(x.clone())])
  return probabilities
}

/** The method `apply` for tfjs's activation softmax. */
export const softmaxApply = (x: tf.Tensor, axis = -1): tf.Tensor =>
  axis === -1 || axis === x.rank - 1 ? softmax(x) : tf.softmax(x, axis)

/** The object that an activation takes its method `apply` from. */
export const prototypeOf = (name: Squash): object => {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[name]
  const prototype: unknown = entry?.[0].prototype
  if (typeof prototype !== "object" || prototype === null) throw new Error(`shapeproof: tfjs has no activation ${name}`)
  return prototype
}

/** What one of the two was given, of what it gave; undefined for a tensor that came from elsewhere. */
export type LogitsOf = (probabilities: tf.Tensor, from: Squash) => tf.Tensor | undefined

/** Runs what may squash, and then `use` with what was remembered of it, which is disposed after. */
export const withLogits = <outputs, result>(
  run: () => outputs,
  use: (outputs: outputs, logitsOf: LogitsOf) => result,
): result => {
  const before = logits
  const own = new Map<tf.Tensor, readonly [Squash, tf.Tensor]>()
  logits = own
  try {
    const outputs = run()
    return use(outputs, (probabilities, from) => {
      const [squash, given] = own.get(probabilities) ?? []
      return squash === from ? given : undefined
    })
  } finally {
    logits = before
    for (const [, kept] of own.values()) kept.dispose()
  }
}
