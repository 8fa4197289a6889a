/**
 * The gradient of `a x b` where batch axes were broadcast. tfjs 4.22 returns it in the broadcast shape and then
 * refuses it as not that of the input; here it is summed over what was broadcast.
 */
import * as tf from "@tensorflow/tfjs"

const unbroadcast = (gradient: tf.Tensor, shape: number[]): tf.Tensor => {
  const added = gradient.rank - shape.length
  const axes = gradient.shape.flatMap((size, axis) => (axis < added || size !== shape[axis - added] ? [axis] : []))
  return axes.length === 0 ? gradient : tf.sum(gradient, axes, false).reshape(shape)
}

export const matMulGradient = (original: tf.GradConfig): tf.GradConfig => ({
  ...original,
  gradFunc: (dy, saved, attrs) => {
    const gradients = original.gradFunc(dy, saved, attrs)
    const [a, b] = saved
    const { a: ofA, b: ofB } = gradients
    if (!a || !b || !ofA || !ofB) return gradients
    return { a: () => unbroadcast(ofA(), a.shape), b: () => unbroadcast(ofB(), b.shape) }
  },
})
