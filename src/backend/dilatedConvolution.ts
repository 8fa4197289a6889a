/**
 * tfjs's layers over two axes convolve by `fused.conv2d`, whose gradient refuses dilation whatever is registered. A
 * dilated layer convolves by `conv2d` instead, and adds its bias after.
 */
import * as tf from "@tensorflow/tfjs"

/** What tfjs's class of all convolution layers holds. */
interface Convolution {
  rank: number
  strides: [number, number]
  dilationRate: [number, number]
  padding: "same" | "valid" | "causal"
  dataFormat: string
  kernel: tf.LayerVariable
  bias: tf.LayerVariable | null
  activation: { apply(x: tf.Tensor): tf.Tensor } | null
}

type Call = (this: Convolution, inputs: tf.Tensor | tf.Tensor[], options: object) => tf.Tensor | tf.Tensor[]

const isRank4 = (x: tf.Tensor | undefined): x is tf.Tensor4D => x?.rank === 4

/** The method `call` of every convolution layer; `original` is tfjs's. */
export const dilatedCall = (original: unknown): Call => {
  if (typeof original !== "function") throw new Error("shapeproof: tfjs's convolution layers have no method call")
  return function (this: Convolution, inputs, options) {
    const [x] = [inputs].flat()
    const filter = this.kernel.read()
    const { dilationRate, padding, strides } = this
    const isDilated = this.rank === 2 && dilationRate.some(rate => rate > 1)
    if (!isDilated || padding === "causal" || !isRank4(x) || !isRank4(filter)) {
      return Reflect.apply(original, this, [inputs, options])
    }
    return tf.tidy(() => {
      const isFirst = this.dataFormat === "channelsFirst"
      const last = isFirst ? x.transpose<tf.Tensor4D>([0, 2, 3, 1]) : x
      const convolved = tf.conv2d(last, filter, strides, padding, "NHWC", dilationRate)
      const biased = this.bias ? convolved.add<tf.Tensor>(this.bias.read()) : convolved
      const out = isFirst ? biased.transpose([0, 3, 1, 2]) : biased
      return this.activation ? this.activation.apply(out) : out
    })
  }
}

/** The object that every convolution layer takes its method `call` from. */
export const convolutionPrototype = (): object =>
  Object.getPrototypeOf(Object.getPrototypeOf(tf.layers.conv2d({ filters: 1, kernelSize: 1 })))
