/** Gradients that are too long or too large, made shorter as Keras 3 does it. */
import * as tf from "@tensorflow/tfjs"

interface Clips {
  readonly clipnorm: number | null
  readonly globalClipnorm: number | null
  readonly clipvalue: number | null
}

/** The root of the sum of all squares. */
const norm = (gradients: readonly tf.Tensor[]): tf.Tensor =>
  tf.addN(gradients.map(gradient => gradient.square().sum())).sqrt()

/** The gradients themselves where nothing clips. Call it inside `tidy`. */
export const clip = (gradients: readonly tf.Tensor[], { clipnorm, globalClipnorm, clipvalue }: Clips): tf.Tensor[] => {
  if (clipnorm !== null)
    return gradients.map(gradient => gradient.mul(clipnorm).div(norm([gradient]).maximum(clipnorm)))
  if (globalClipnorm !== null && gradients.length > 0) {
    const length = norm(gradients)
    // Of an infinite length this is NaN, so that it is seen.
    const scale = tf.scalar(globalClipnorm).div(length.maximum(globalClipnorm)).add(length.sub(length))
    return gradients.map(gradient => gradient.mul(scale))
  }
  if (clipvalue !== null) return gradients.map(gradient => gradient.clipByValue(-clipvalue, clipvalue))
  return [...gradients]
}
