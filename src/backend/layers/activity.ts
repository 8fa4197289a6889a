import type * as tf from "@tensorflow/tfjs"

/**
 * What outputs cost, as in Keras 3: tfjs takes the option of a layer, and throws when the layer is called.
 */

type Layer = tf.layers.Layer

const regularizerOf = (layer: Layer): Layer["activityRegularizer"] | undefined => layer.activityRegularizer ?? undefined

/** Calls without the regularizer, which tfjs refuses. */
export const withoutActivity = <given>(layer: Layer, run: () => given): given => {
  const regularizer = regularizerOf(layer)
  if (regularizer === undefined) return run()
  Reflect.set(layer, "activityRegularizer", null)
  try {
    return run()
  } finally {
    layer.activityRegularizer = regularizer
  }
}

/** What the outputs of a call cost: of each, its regularizer divided by the batch. */
export const activityCosts = (layer: Layer, outputs: readonly tf.Tensor[]): readonly tf.Scalar[] => {
  const regularizer = regularizerOf(layer)
  if (regularizer === undefined) return []
  return outputs.map(output => {
    const cost = regularizer.apply(output)
    return output.rank > 0 && output.shape[0] ? cost.div<tf.Scalar>(output.shape[0]) : cost
  })
}
