import * as tf from "@tensorflow/tfjs"
import { Chance, type ChanceConfig } from "./chance.js"
import type { Config } from "./tensors.js"

export interface RateConfig extends ChanceConfig {
  /** From 0 up to 1. */
  rate: number
}

/** tfjs's GaussianNoise, with a seed. Under tfjs's name, so that tfjs's files load. */
export class GaussianNoise extends Chance {
  static className = "GaussianNoise"
  readonly stddev: number

  constructor(config: ChanceConfig & { stddev: number }) {
    super(config)
    this.stddev = config.stddev
  }

  protected override changed(x: tf.Tensor): tf.Tensor {
    return this.stddev > 0 ? x.add(this.normal(x.shape, 0, this.stddev)) : x.clone()
  }

  override getConfig(): Config {
    return { ...super.getConfig(), stddev: this.stddev }
  }
}
tf.serialization.registerClass(GaussianNoise)

/** A layer of chance whose strength is a rate; at 0 nothing changes. */
abstract class Rated extends Chance {
  readonly rate: number

  constructor(config: RateConfig) {
    super(config)
    this.rate = config.rate
  }

  protected abstract dropped(x: tf.Tensor): tf.Tensor

  protected override changed(x: tf.Tensor): tf.Tensor {
    return this.rate > 0 ? this.dropped(x) : x.clone()
  }

  override getConfig(): Config {
    return { ...super.getConfig(), rate: this.rate }
  }
}

/** tfjs's GaussianDropout, with a seed. Under tfjs's name, so that tfjs's files load. */
export class GaussianDropout extends Rated {
  static className = "GaussianDropout"

  protected override dropped(x: tf.Tensor): tf.Tensor {
    return x.mul(this.normal(x.shape, 1, Math.sqrt(this.rate / (1 - this.rate))))
  }
}
tf.serialization.registerClass(GaussianDropout)

export interface AlphaDropoutConfig extends RateConfig {
  /** The shape of what is drawn; `null` is the axis itself. */
  noiseShape?: (number | null)[]
}

/** What a scaled exponential linear unit gives for what is far below 0: minus its alpha times its scale. */
const floor = -1.6732632423543772 * 1.0507009873554805

/** tfjs's AlphaDropout, with a seed, and an open axis in `noiseShape`. Under tfjs's name, so that tfjs's files load. */
export class AlphaDropout extends Rated {
  static className = "AlphaDropout"
  readonly noiseShape: (number | null)[] | undefined

  constructor(config: AlphaDropoutConfig) {
    super(config)
    this.noiseShape = config.noiseShape ?? undefined
  }

  protected override dropped(x: tf.Tensor): tf.Tensor {
    const { rate, noiseShape } = this
    const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis] ?? 1) ?? x.shape
    const kept = this.uniform(shape).greaterEqual(rate).cast("float32")
    const factor = 1 / Math.sqrt((1 - rate) * (1 + rate * floor ** 2))
    return x
      .mul(kept)
      .add(kept.sub(1).mul(-floor))
      .mul(factor)
      .add(-factor * floor * rate)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...(this.noiseShape ? { noiseShape: this.noiseShape } : {}) }
  }
}
tf.serialization.registerClass(AlphaDropout)

export interface SpatialDropoutConfig extends RateConfig {
  dataFormat?: "channelsFirst" | "channelsLast"
}

/** Drops whole channels: of each sample some, at all places. */
abstract class SpatialDropout extends Rated {
  readonly dataFormat: "channelsFirst" | "channelsLast"

  constructor(config: SpatialDropoutConfig) {
    super(config)
    this.dataFormat = config.dataFormat ?? "channelsLast"
  }

  protected override dropped(x: tf.Tensor): tf.Tensor {
    const channels = this.dataFormat === "channelsFirst" ? 1 : x.rank - 1
    const shape = x.shape.map((size, axis) => (axis === 0 || axis === channels ? size : 1))
    return tf.dropout(x, this.rate, shape, this.next())
  }

  override getConfig(): Config {
    return { ...super.getConfig(), dataFormat: this.dataFormat }
  }
}

/** tfjs's SpatialDropout1D, with a seed. Under tfjs's name, so that tfjs's files load. */
export class SpatialDropout1D extends SpatialDropout {
  static className = "SpatialDropout1D"
}
tf.serialization.registerClass(SpatialDropout1D)

/** Keras 3's SpatialDropout2D, which tfjs lacks. */
export class SpatialDropout2D extends SpatialDropout {
  static className = "SpatialDropout2D"
}
tf.serialization.registerClass(SpatialDropout2D)

/** Keras 3's SpatialDropout3D, which tfjs lacks. */
export class SpatialDropout3D extends SpatialDropout {
  static className = "SpatialDropout3D"
}
tf.serialization.registerClass(SpatialDropout3D)
