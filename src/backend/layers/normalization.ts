import * as tf from "@tensorflow/tfjs"
import type { Adaptable } from "./adaptable.js"
import { positiveAxes } from "./delegate.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface NormalizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Default -1. */
  axis?: number | number[]
  mean?: number | number[]
  variance?: number | number[]
  invert?: boolean
}

interface Found {
  readonly mean: tf.LayerVariable
  readonly variance: tf.LayerVariable
  readonly count: tf.LayerVariable
}

/** Keras's: nothing is divided by less. */
const least = 1e-7

/** Keras 3's Normalization, which tfjs lacks. */
export class Normalization extends tf.layers.Layer implements Adaptable {
  static className = "Normalization"
  readonly #own: NormalizationConfig
  #found: Found | undefined

  constructor({ axis = -1, mean, variance, invert = false, ...config }: NormalizationConfig = {}) {
    super(config)
    this.#own = { axis, ...(mean === undefined || variance === undefined ? {} : { mean, variance }), invert }
    this.supportsMasking = true
  }

  #axes(rank: number): number[] {
    return positiveAxes(this.#own.axis ?? -1, rank).sort((a, b) => a - b)
  }

  override build(inputShape: Shapes): void {
    const shape = firstShape(inputShape)
    if (this.#own.mean === undefined) {
      const sizes = this.#axes(shape.length).map(axis => shape[axis] ?? null)
      const weight = (name: string, size: tf.Shape, start: "ones" | "zeros") =>
        this.addWeight(name, size, "float32", tf.initializers[start](), undefined, false)
      this.#found = {
        mean: weight("mean", sizes, "zeros"),
        variance: weight("variance", sizes, "ones"),
        count: weight("count", [], "zeros"),
      }
    }
    this.built = true
  }

  /** The mean or the variance, with an axis for each of the input's. */
  #statistic(x: tf.Tensor, name: "mean" | "variance"): tf.Tensor {
    const axes = this.#axes(x.rank)
    const shape = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1))
    const given = this.#own[name]
    if (typeof given === "number") return tf.scalar(given)
    const value = given ? tf.tensor1d(given) : this.#found?.[name].read()
    if (!value) throw new Error(`${this.name} is not built`)
    return value.reshape(shape)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const mean = this.#statistic(x, "mean")
      const deviation = this.#statistic(x, "variance").sqrt().maximum(least)
      return this.#own.invert ? x.mul(deviation).add(mean) : x.sub(mean).div(deviation)
    })
  }

  adapt(batches: readonly tf.Tensor[]): void {
    const found = this.#found
    if (!found) throw new Error(`${this.name} was given its mean and variance: there is nothing to adapt`)
    const rank = batches[0]?.rank ?? 0
    const axes = this.#axes(rank)
    const others = Array.from({ length: rank }, (_, axis) => axis).filter(axis => !axes.includes(axis))
    let [mean, variance]: tf.Tensor[] = [found.mean.read().mul(0), found.variance.read().mul(0)]
    let total = 0
    for (const batch of batches) {
      const own = batch.mean(others)
      const spread = batch.sub(batch.mean(others, true)).square().mean(others)
      const count = others.reduce((all, axis) => all * (batch.shape[axis] ?? 1), 1)
      total += count
      const share = count / total
      const before = mean ?? own
      const joined = before.mul(1 - share).add(own.mul(share))
      variance = (variance ?? spread)
        .add(before.sub(joined).square())
        .mul(1 - share)
        .add(spread.add(own.sub(joined).square()).mul(share))
      mean = joined
    }
    if (!mean || !variance) return
    found.mean.write(mean)
    found.variance.write(variance)
    found.count.write(tf.scalar(total))
  }

  override getConfig(): Config {
    const { axis = -1, mean, variance, invert = false } = this.#own
    const given = mean === undefined || variance === undefined ? {} : { mean, variance }
    return { ...super.getConfig(), axis, ...given, invert }
  }
}
tf.serialization.registerClass(Normalization)
