import * as tf from "@tensorflow/tfjs"
import { affine, type Matrix } from "./affine.js"
import type { Filling, FillMode, Interpolation } from "./filling.js"
import { type Factor, list, RandomImages, type RandomImagesConfig } from "./randomImages.js"
import type { Config } from "./tensors.js"

export interface MovingConfig extends RandomImagesConfig {
  fillMode?: FillMode
  fillValue?: number
  interpolation?: Interpolation
}

/** Moves the pixels of each image by a matrix of its own. */
abstract class Moving extends RandomImages {
  readonly filling: Filling

  constructor(config: MovingConfig) {
    super(config)
    const { fillMode = "reflect", fillValue = 0, interpolation = "bilinear" } = config
    this.filling = { fillMode, fillValue, interpolation }
  }

  protected abstract matrices(x: tf.Tensor, size: { height: number; width: number }): Matrix[]

  /** A number for each image, in JavaScript. */
  protected drawn(x: tf.Tensor, factor: Factor, around = 0): number[] {
    return Array.from(this.each(x, factor, around).dataSync())
  }

  protected override moved(x: tf.Tensor): tf.Tensor {
    const [, height = 0, width = 0] = x.shape
    return affine(x, this.matrices(x, { height, width }), this.filling)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...this.filling }
  }
}

/** Keras 3's RandomRotation, which tfjs lacks. */
export class RandomRotation extends Moving {
  static className = "RandomRotation"
  readonly factor: Factor

  constructor(config: MovingConfig & { factor: Factor }) {
    super(config)
    this.factor = config.factor
  }

  protected override matrices(x: tf.Tensor, { height, width }: { height: number; width: number }): Matrix[] {
    const [across, down] = [(width - 1) / 2, (height - 1) / 2]
    return this.drawn(x, this.factor).map(turn => {
      const [cos, sin] = [Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn)]
      return [cos, -sin, across - across * cos + down * sin, sin, cos, down - across * sin - down * cos]
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), factor: list(this.factor) }
  }
}
tf.serialization.registerClass(RandomRotation)

/** Keras 3's RandomTranslation, which tfjs lacks. */
export class RandomTranslation extends Moving {
  static className = "RandomTranslation"
  readonly heightFactor: Factor
  readonly widthFactor: Factor

  constructor(config: MovingConfig & { heightFactor: Factor; widthFactor: Factor }) {
    super(config)
    this.heightFactor = config.heightFactor
    this.widthFactor = config.widthFactor
  }

  protected override matrices(x: tf.Tensor, { height, width }: { height: number; width: number }): Matrix[] {
    const across = this.drawn(x, this.widthFactor)
    return this.drawn(x, this.heightFactor).map((down, at) => [1, 0, -(across[at] ?? 0) * width, 0, 1, -down * height])
  }

  override getConfig(): Config {
    return { ...super.getConfig(), heightFactor: list(this.heightFactor), widthFactor: list(this.widthFactor) }
  }
}
tf.serialization.registerClass(RandomTranslation)

/** Keras 3's RandomZoom, which tfjs lacks. */
export class RandomZoom extends Moving {
  static className = "RandomZoom"
  readonly heightFactor: Factor
  readonly widthFactor: Factor | undefined

  constructor(config: MovingConfig & { heightFactor: Factor; widthFactor?: Factor }) {
    super(config)
    this.heightFactor = config.heightFactor
    this.widthFactor = config.widthFactor ?? undefined
  }

  protected override matrices(x: tf.Tensor, { height, width }: { height: number; width: number }): Matrix[] {
    const tall = this.drawn(x, this.heightFactor, 1)
    const wide = this.widthFactor === undefined ? tall : this.drawn(x, this.widthFactor, 1)
    return tall.map((down, at) => {
      const across = wide[at] ?? down
      return [across, 0, ((width - 1) / 2) * (1 - across), 0, down, ((height - 1) / 2) * (1 - down)]
    })
  }

  override getConfig(): Config {
    const own = this.widthFactor === undefined ? {} : { widthFactor: list(this.widthFactor) }
    return { ...super.getConfig(), heightFactor: list(this.heightFactor), ...own }
  }
}
tf.serialization.registerClass(RandomZoom)
