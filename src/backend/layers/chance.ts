import * as tf from "@tensorflow/tfjs"
import { type Config, firstTensor, isTraining } from "./tensors.js"
import type { Options } from "./tensors.js"

export interface ChanceConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Makes the draws of a run the same in every run. */
  seed?: number
}

/** An odd number whose multiples spread over 32 bits. */
const spread = 0x9e3779b1

/** A layer that changes its input by chance in training, and hands it on otherwise. */
export abstract class Chance extends tf.layers.Layer {
  readonly seed: number | undefined
  #draws = 0

  constructor(config: ChanceConfig) {
    super(config)
    this.seed = config.seed ?? undefined
    this.supportsMasking = true
  }

  /** The seed of the next draw; nothing where no seed was given. */
  protected next(): number | undefined {
    if (this.seed === undefined) return undefined
    this.#draws++
    return (Math.imul(this.seed, spread) + this.#draws) >>> 0
  }

  /** Numbers from `low` to `high`. */
  protected uniform(shape: number[], low = 0, high = 1): tf.Tensor {
    return low === high ? tf.fill(shape, low) : tf.randomUniform(shape, low, high, "float32", this.next())
  }

  protected normal(shape: number[], mean: number, deviation: number): tf.Tensor {
    return tf.randomNormal(shape, mean, deviation, "float32", this.next())
  }

  protected abstract changed(x: tf.Tensor): tf.Tensor

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return isTraining(options) ? this.changed(x) : x.clone()
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...(this.seed === undefined ? {} : { seed: this.seed }) }
  }
}
