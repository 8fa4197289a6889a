import * as tf from "@tensorflow/tfjs"
import { channelsBack, channelsLast, type DataFormat, withSpace } from "./images.js"
import { type Interpolation, resized } from "./resampling.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

type Size = [number, number]

export interface ImageSizeConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  height: number
  width: number
  dataFormat?: DataFormat
}
export interface ResizingConfig extends ImageSizeConfig {
  interpolation?: Interpolation
  antialias?: boolean
  cropToAspectRatio?: boolean
  padToAspectRatio?: boolean
  fillValue?: number
}

/** An image brought to a size. */
abstract class ImageSize extends tf.layers.Layer {
  readonly size: Size
  readonly format: DataFormat

  constructor(config: ImageSizeConfig) {
    super(config)
    this.size = [config.height, config.width]
    this.format = config.dataFormat ?? "channelsLast"
  }

  protected abstract brought(x: tf.Tensor): tf.Tensor

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return withSpace(
      firstShape(inputShape),
      this.format,
      (_, axis) => this.size[axis === 0 ? 0 : 1],
      C => C,
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => channelsBack(this.brought(channelsLast(firstTensor(inputs), this.format)), this.format))
  }

  override getConfig(): Config {
    const [height, width] = this.size
    return { ...super.getConfig(), height, width, dataFormat: this.format }
  }
}

const sizeOf = (x: tf.Tensor): Size => [x.shape[1] ?? 0, x.shape[2] ?? 0]

/** Height and width of the aspect of `target`, where the other one is as it is; Keras reckons in float32. */
const ofAspect = ([height, width]: Size, [tall, wide]: Size): Size => [
  Math.trunc(Math.fround(Math.fround(width * tall) / wide)),
  Math.trunc(Math.fround(Math.fround(height * wide) / tall)),
]

const middle = (x: tf.Tensor, size: Size): tf.Tensor => {
  const [height, width] = sizeOf(x)
  return x.slice([0, Math.floor((height - size[0]) / 2), Math.floor((width - size[1]) / 2), 0], [-1, ...size, -1])
}

/** The largest part in the middle of an image that has an aspect. */
const cut = (x: tf.Tensor, target: Size): tf.Tensor => {
  const [height, width] = sizeOf(x)
  const [tall, wide] = ofAspect([height, width], target)
  return middle(x, [Math.max(Math.min(height, tall), 1), Math.max(Math.min(width, wide), 1)])
}

/** The image in the middle of a larger one that has an aspect. */
const framed = (x: tf.Tensor, target: Size, value: number): tf.Tensor => {
  const [height, width] = sizeOf(x)
  const [tall, wide] = ofAspect([height, width], target)
  const [down, across] = [Math.floor(Math.max(tall - height, 0) / 2), Math.floor(Math.max(wide - width, 0) / 2)]
  const pads: [number, number][] = [
    [0, 0],
    [down, down],
    [across, across],
    [0, 0],
  ]
  return x.pad(pads, value)
}

/** tfjs's, which in a model takes the width for channels. Under tfjs's name, so that tfjs's files load. */
export class Resizing extends ImageSize {
  static className = "Resizing"
  readonly #options: Required<Omit<ResizingConfig, keyof ImageSizeConfig>>

  constructor(config: ResizingConfig) {
    super(config)
    this.#options = {
      interpolation: config.interpolation ?? "bilinear",
      antialias: config.antialias ?? false,
      cropToAspectRatio: config.cropToAspectRatio ?? false,
      padToAspectRatio: config.padToAspectRatio ?? false,
      fillValue: config.fillValue ?? 0,
    }
  }

  protected override brought(x: tf.Tensor): tf.Tensor {
    const { interpolation, antialias, cropToAspectRatio, padToAspectRatio, fillValue } = this.#options
    const fitting =
      cropToAspectRatio ? cut(x, this.size)
      : padToAspectRatio ? framed(x, this.size, fillValue)
      : x
    return resized(fitting, this.size, interpolation, antialias)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...this.#options }
  }
}
tf.serialization.registerClass(Resizing)

/** tfjs's, which in a model changes the shape of its input. Under tfjs's name, so that tfjs's files load. */
export class CenterCrop extends ImageSize {
  static className = "CenterCrop"

  protected override brought(x: tf.Tensor): tf.Tensor {
    const [height, width] = sizeOf(x)
    if (height >= this.size[0] && width >= this.size[1]) return middle(x, this.size)
    return resized(cut(x, this.size), this.size, "bilinear", false)
  }
}
tf.serialization.registerClass(CenterCrop)
