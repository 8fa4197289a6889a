import * as tf from "@tensorflow/tfjs"

/** What the elements of an axis of `n` have in one place of an axis of `size`: their indices, and their shares. */
export type Shares = (place: number, n: number, size: number) => readonly (readonly [element: number, share: number])[]

/** An axis of another length, each place of it a sum of shares: a product with a matrix, whose gradient tfjs has. */
export const resampled = (x: tf.Tensor, axis: number, size: number, shares: Shares): tf.Tensor => {
  const n = x.shape[axis] ?? 0
  const order = [...x.shape.keys()].filter(each => each !== axis)
  const back = x.shape.map((_, each) => (each === axis ? x.rank - 1 : order.indexOf(each)))
  const last = x.transpose([...order, axis])
  const values = new Float32Array(n * size)
  for (let place = 0; place < size; place++) {
    for (const [element, share] of shares(place, n, size)) {
      const index = element * size + place
      values[index] = (values[index] ?? 0) + share
    }
  }
  const product = last.reshape<tf.Tensor2D>([-1, n]).matMul(tf.tensor2d(values, [n, size]))
  return product.reshape([...last.shape.slice(0, -1), size]).transpose(back)
}

/** The two nearest elements by their distance, where the middles of all elements and of all places lie on one line. */
export const nearby: Shares = (place, n, size) => {
  const at = ((place + 0.5) * n) / size - 0.5
  const low = Math.floor(at)
  const inside = (element: number) => Math.min(n - 1, Math.max(0, element))
  return [
    [inside(low), 1 - (at - low)],
    [inside(low + 1), at - low],
  ]
}
