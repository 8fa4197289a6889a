import * as tf from "@tensorflow/tfjs"
import { Chance, type ChanceConfig } from "./chance.js"
import type { Config } from "./tensors.js"

export interface RandomImagesConfig extends ChanceConfig {
  dataFormat?: "channelsFirst" | "channelsLast"
}

/** A bound to both sides of 0, or a lower and an upper one. */
export type Factor = number | readonly number[]

/** The lower bound and the upper one. */
export const bounds = (factor: Factor): [number, number] => {
  const [one = 0, other = 0]: readonly number[] =
    typeof factor === "number" ? [-Math.abs(factor), Math.abs(factor)] : factor
  return one < other ? [one, other] : [other, one]
}
export const list = (factor: Factor): number | number[] => (typeof factor === "number" ? factor : [...factor])

/** Changes each image of a batch by chance in training. */
export abstract class RandomImages extends Chance {
  readonly dataFormat: "channelsFirst" | "channelsLast"

  constructor(config: RandomImagesConfig) {
    super(config)
    this.dataFormat = config.dataFormat ?? "channelsLast"
  }

  /** Of images whose channels are last. */
  protected abstract moved(x: tf.Tensor): tf.Tensor

  protected override changed(x: tf.Tensor): tf.Tensor {
    if (this.dataFormat === "channelsLast") return this.moved(x)
    return this.moved(x.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2])
  }

  /** A number for each image. */
  protected each(x: tf.Tensor, factor: Factor, around = 0): tf.Tensor {
    const [low, high] = bounds(factor)
    return this.uniform([x.shape[0] ?? 0, 1, 1, 1], around + low, around + high)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), dataFormat: this.dataFormat }
  }
}

export type FlipMode = "horizontal" | "horizontalAndVertical" | "vertical"

/** Keras 3's RandomFlip, which tfjs lacks: one toss of a coin for each image. */
export class RandomFlip extends RandomImages {
  static className = "RandomFlip"
  readonly mode: FlipMode

  constructor(config: RandomImagesConfig & { mode?: FlipMode } = {}) {
    super(config)
    this.mode = config.mode ?? "horizontalAndVertical"
  }

  protected override moved(x: tf.Tensor): tf.Tensor {
    const flips = this.each(x, 0.5).greaterEqual(0).cast("float32")
    const axes = { horizontal: [2], vertical: [1], horizontalAndVertical: [1, 2] }[this.mode]
    return x
      .reverse(axes)
      .mul(flips)
      .add(x.mul(flips.mul(-1).add(1)))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), mode: this.mode }
  }
}
tf.serialization.registerClass(RandomFlip)

export interface RangedConfig extends RandomImagesConfig {
  factor: Factor
  /** The least value and the greatest. */
  valueRange?: readonly number[]
}

abstract class Ranged extends RandomImages {
  readonly factor: Factor
  readonly valueRange: readonly number[]

  constructor(config: RangedConfig) {
    super(config)
    this.factor = config.factor
    this.valueRange = config.valueRange ?? [0, 255]
  }

  protected get range(): [number, number] {
    const [one = 0, other = 255] = this.valueRange
    return one < other ? [one, other] : [other, one]
  }

  override getConfig(): Config {
    return { ...super.getConfig(), factor: list(this.factor), valueRange: [...this.valueRange] }
  }
}

/** Keras 3's RandomBrightness, which tfjs lacks. */
export class RandomBrightness extends Ranged {
  static className = "RandomBrightness"
  protected override moved(x: tf.Tensor): tf.Tensor {
    const [low, high] = this.range
    return x.add(this.each(x, this.factor).mul(high - low)).clipByValue(low, high)
  }
}
tf.serialization.registerClass(RandomBrightness)

/** Keras 3's RandomContrast, which tfjs lacks, with the bounds that Keras documents. */
export class RandomContrast extends Ranged {
  static className = "RandomContrast"
  protected override moved(x: tf.Tensor): tf.Tensor {
    const [less = 0, more = less] = typeof this.factor === "number" ? [this.factor] : this.factor
    const factor = this.each(x, [-less, more], 1)
    const mean = x.mean([1, 2], true)
    return x
      .sub(mean)
      .mul(factor)
      .add(mean)
      .clipByValue(...this.range)
  }
}
tf.serialization.registerClass(RandomContrast)
