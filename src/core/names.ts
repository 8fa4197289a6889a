/** Names of layers, as Keras makes them: `lstm`, `lstm_1`, `lstm_2`. */

const made = new Map<string, number>()

/** `LayerNormalization` is `layer_normalization`, `LSTM` is `lstm`, and `Conv2DTranspose` is `conv2d_transpose`. */
const snake = (kind: string): string =>
  kind
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()

/** A name that no layer has yet. */
export const freshName = (kind: string): string => {
  const base = snake(kind)
  const count = made.get(base) ?? 0
  made.set(base, count + 1)
  return count === 0 ? base : `${base}_${count}`
}
