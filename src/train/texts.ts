import * as tf from "@tensorflow/tfjs"

const read = new WeakMap<tf.Tensor, readonly string[]>()

/** Some rows of a tensor of text, which tfjs does not gather. */
export const gatherTexts = (tensor: tf.Tensor, order: Int32Array): tf.Tensor => {
  const texts = read.get(tensor) ?? Array.from(tensor.dataSync<"string">())
  read.set(tensor, texts)
  const [, ...rest] = tensor.shape
  const size = tf.util.sizeFromShape(rest)
  const rows = Array.from(order).flatMap(row => texts.slice(row * size, (row + 1) * size))
  return tf.tensor(rows, [order.length, ...rest], "string")
}
