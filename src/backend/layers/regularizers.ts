/** Keras 3's regularizer that tfjs lacks. */
import * as tf from "@tensorflow/tfjs"

interface Config {
  readonly factor?: number
  readonly mode?: string
}

/** The mean over all pairs of rows of `|cos|` of the angle between them, times `factor`; or of columns. */
class OrthogonalRegularizer extends tf.serialization.Serializable {
  static readonly className = "OrthogonalRegularizer"
  readonly #factor: number
  readonly #mode: string

  constructor({ factor = 0.01, mode = "rows" }: Config = {}) {
    super()
    this.#factor = factor
    this.#mode = mode
  }

  apply(weight: tf.Tensor): tf.Scalar {
    if (weight.rank !== 2) {
      throw new Error(`the orthogonal regularizer needs a matrix, got a weight of rank ${weight.rank}`)
    }
    return tf.tidy(() => {
      const rows = this.#mode === "rows" ? weight : weight.transpose()
      const count = rows.shape[0] ?? 1
      const lengths = rows.square().sum(-1, true).maximum(1e-12).sqrt()
      const units = rows.div(lengths)
      const cosines = tf.matMul(units, units, false, true).mul(tf.sub(1, tf.eye(count)))
      // As in TensorFlow the gradient of |x| is 0 at 0; tfjs's is -1.
      const sizes = cosines.mul(cosines.sign())
      return sizes
        .sum()
        .mul(this.#factor / Math.max(count * (count - 1), 1))
        .asScalar()
    })
  }

  getConfig(): tf.serialization.ConfigDict {
    return { factor: this.#factor, mode: this.#mode }
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new Class(config)
  }
}
tf.serialization.registerClass(OrthogonalRegularizer)
