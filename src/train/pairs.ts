/** What is true, brought to the shape that a prediction is compared with. */
import * as tf from "@tensorflow/tfjs"

/** As float32, of the prediction's rank: `[B]` becomes `[B, 1]` beside a prediction `[B, 1]`. */
export const paired = (truth: tf.Tensor, prediction: tf.Tensor): tf.Tensor => {
  const floats = truth.toFloat()
  return truth.rank === prediction.rank - 1 && prediction.shape.at(-1) === 1 ? floats.expandDims(-1) : floats
}

/** Labels of classes, `[...lead]`; also from `[...lead, 1]`. */
export const labelsOf = (truth: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
  (truth.rank === prediction.rank ? truth.squeeze([-1]) : truth).cast("int32")

/**
 * The value at each label: `[...lead, V]` and `[...lead]` to `[...lead]`, without a one-hot of all V. A label that is no
 * class gives NaN, as in TensorFlow on a graphics card.
 */
export const pick = (values: tf.Tensor, labels: tf.Tensor): tf.Tensor => {
  const classes = values.shape.at(-1) ?? 1
  const flat = labels.flatten()
  const isClass = flat.greaterEqual(tf.scalar(0, "int32")).logicalAnd(flat.less(tf.scalar(classes, "int32")))
  const within = tf.where(isClass, flat, tf.zerosLike(flat))
  const index = tf.range(0, values.size, Math.max(classes, 1), "int32").add(within)
  const picked = tf.where(isClass, values.flatten().gather(index.toInt()), tf.fill([flat.size], Number.NaN))
  return picked.reshape(labels.shape)
}
