import type * as tf from "@tensorflow/tfjs"
import { Bidirectional } from "./bidirectional.js"
import { Recurrent } from "./recurrent.js"
import { TimeDistributed } from "./timeDistributed.js"

/** How a recurrent layer, or one inside a wrapper, goes through its steps on the backend in use. */
export const computedBy = (layer: tf.layers.Layer): string | undefined => {
  if (layer instanceof Bidirectional) return computedBy(layer.forwardLayer)
  if (layer instanceof TimeDistributed) return computedBy(layer.layer)
  if (!(layer instanceof Recurrent)) return undefined
  const reason = layer.loopReason
  return reason === undefined ? "one kernel for the whole sequence" : `a loop over the steps, since ${reason}`
}
