import * as tf from "@tensorflow/tfjs"

/**
 * Runs `compute`, then frees every tensor that it made, save those that it returns.
 * @see https://js.tensorflow.org/api/latest/#tidy
 */
export const tidy = <result>(compute: () => result): result =>
  // tfjs wants a container of tensors; anything else passes through it untouched (test/data.test.ts).
  tf.tidy(compute as () => tf.TensorContainer) as result

/** How many tensors hold memory, and how many bytes. */
export const memory = (): { readonly numTensors: number; readonly numBytes: number } => {
  const { numTensors, numBytes } = tf.memory()
  return { numTensors, numBytes }
}
