import * as tf from "@tensorflow/tfjs"
import { Chance, type ChanceConfig } from "./chance.js"
import { bounds, type Factor, list } from "./randomImages.js"
import { stretched } from "./stretched.js"
import { type Config, firstShape } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface RandomWidthConfig extends ChanceConfig {
  factor: Factor
  interpolation?: "bilinear" | "nearest"
}

/** tfjs's RandomWidth, which keeps the batch, says that the width is open, and predicts. Under tfjs's name, so that tfjs's files load. */
export class RandomWidth extends Chance {
  static className = "RandomWidth"
  readonly factor: Factor
  readonly interpolation: "bilinear" | "nearest"

  constructor(config: RandomWidthConfig) {
    super(config)
    this.factor = config.factor
    this.interpolation = config.interpolation ?? "bilinear"
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [batch = null, height = null, , channels = null] = firstShape(inputShape)
    return [batch, height, null, channels]
  }

  protected override changed(x: tf.Tensor): tf.Tensor {
    const [low, high] = bounds(this.factor)
    const [factor = 1] = this.uniform([1], 1 + low, 1 + high).dataSync()
    return stretched(x, 2, Math.max(1, Math.round((x.shape[2] ?? 1) * factor)), this.interpolation)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), factor: list(this.factor), interpolation: this.interpolation }
  }
}
tf.serialization.registerClass(RandomWidth)
