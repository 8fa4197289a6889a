import type * as tf from "@tensorflow/tfjs"

/** What a gradient is given, or has kept: one tensor. */
export const tensor = (value: tf.Tensor | tf.Tensor[] | undefined): tf.Tensor => {
  const [first] = [value].flat()
  if (!first) throw new Error("shapeproof: a gradient was asked for without its tensors")
  return first
}
