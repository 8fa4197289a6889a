import * as tf from "@tensorflow/tfjs"
import { RandomImages, type RandomImagesConfig } from "./randomImages.js"
import { stretched } from "./stretched.js"
import { type Config, firstShape, firstTensor, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export interface RandomCropConfig extends RandomImagesConfig {
  height: number
  width: number
}

/** Keras 3's RandomCrop, which tfjs lacks: of all images of a batch the same part. */
export class RandomCrop extends RandomImages {
  static className = "RandomCrop"
  readonly height: number
  readonly width: number

  constructor(config: RandomCropConfig) {
    super(config)
    this.height = config.height
    this.width = config.width
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [batch = null, ...rest] = firstShape(inputShape)
    const { height, width } = this
    return this.dataFormat === "channelsFirst" ?
        [batch, rest[0] ?? null, height, width]
      : [batch, height, width, rest[2] ?? null]
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      if (isTraining(options)) return this.changed(x)
      if (this.dataFormat === "channelsLast") return this.#middle(x)
      return this.#middle(x.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2])
    })
  }

  protected override moved(x: tf.Tensor): tf.Tensor {
    const [, height = 0, width = 0] = x.shape
    if (height <= this.height || width <= this.width) return this.#middle(x)
    const draw = (room: number) => Math.min(room, Math.floor(this.uniform([1], 0, room + 1).dataSync()[0] ?? 0))
    return this.#part(x, draw(height - this.height), draw(width - this.width), this.height, this.width)
  }

  #part(x: tf.Tensor, top: number, left: number, height: number, width: number): tf.Tensor {
    const [batch = 0, , , channels = 0] = x.shape
    return x.slice([0, top, left, 0], [batch, height, width, channels])
  }

  /** The middle; of an image that is too small, the greatest part of that form, enlarged. */
  #middle(x: tf.Tensor): tf.Tensor {
    const [, height = 0, width = 0] = x.shape
    if (height >= this.height && width >= this.width) {
      const [top, left] = [Math.floor((height - this.height) / 2), Math.floor((width - this.width) / 2)]
      return this.#part(x, top, left, this.height, this.width)
    }
    const tall = Math.max(1, Math.min(height, Math.trunc((width * this.height) / this.width)))
    const wide = Math.max(1, Math.min(width, Math.trunc((height * this.width) / this.height)))
    const part = this.#part(x, Math.trunc((height - tall) / 2), Math.trunc((width - wide) / 2), tall, wide)
    return stretched(stretched(part, 1, this.height), 2, this.width)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), height: this.height, width: this.width }
  }
}
tf.serialization.registerClass(RandomCrop)
