import * as tf from "@tensorflow/tfjs"

/** Casts its input to float32. */
class Cast extends tf.layers.Layer {
  static readonly className = "Cast"

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = [inputs].flat()
      if (!x) throw new Error("Cast needs an input")
      return x.toFloat()
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape
  }
}

tf.serialization.registerClass(Cast)
