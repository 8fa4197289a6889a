import * as tf from "@tensorflow/tfjs"
import { channelsBack, channelsLast, type DataFormat, perAxis, withSpace } from "./images.js"
import { type Interpolation, resized } from "./resampling.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export interface UpSamplingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** How many places one becomes on each axis. Default 2. */
  size?: number | readonly number[]
  /** Where the channels stand. Default "channelsLast". */
  dataFormat?: DataFormat
  /** Default "nearest". */
  interpolation?: Interpolation
}

/** Makes space larger, with Keras 3's places and values between. */
abstract class UpSampling extends tf.layers.Layer {
  readonly size: number[]
  readonly dataFormat: DataFormat
  readonly interpolation: NonNullable<UpSamplingConfig["interpolation"]>

  constructor(config: UpSamplingConfig, axes: 1 | 2 | 3) {
    super(config)
    this.size = perAxis(config.size ?? 2, axes)
    this.dataFormat = config.dataFormat ?? "channelsLast"
    this.interpolation = config.interpolation ?? "nearest"
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return withSpace(
      firstShape(inputShape),
      this.dataFormat,
      (n, axis) => (n === null ? null : n * (this.size[axis] ?? 1)),
      C => C,
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = channelsLast(firstTensor(inputs), this.dataFormat)
      return channelsBack(this.interpolation === "nearest" ? this.#repeated(x) : this.#between(x), this.dataFormat)
    })
  }

  #repeated(x: tf.Tensor): tf.Tensor {
    return this.size.reduce((grown, times, axis) => repeated(grown, axis + 1, times), x)
  }

  /** Only an image has values between. */
  #between(x: tf.Tensor): tf.Tensor {
    const [, height = 1, width = 1] = x.shape
    const [down = 1, across = 1] = this.size
    return resized(x, [height * down, width * across], this.interpolation, false)
  }

  override getConfig(): Config {
    const { size, dataFormat, interpolation } = this
    return { ...super.getConfig(), size, dataFormat, interpolation }
  }
}

/** Keras 3's, which tfjs lacks. */
export class UpSampling1D extends UpSampling {
  static className = "UpSampling1D"
  constructor(config: UpSamplingConfig = {}) {
    super(config, 1)
  }
}
tf.serialization.registerClass(UpSampling1D)

/** Under tfjs's name, so that tfjs's files load. */
export class UpSampling2D extends UpSampling {
  static className = "UpSampling2D"
  constructor(config: UpSamplingConfig = {}) {
    super(config, 2)
  }
}
tf.serialization.registerClass(UpSampling2D)

/** Keras 3's, which tfjs lacks. */
export class UpSampling3D extends UpSampling {
  static className = "UpSampling3D"
  constructor(config: UpSamplingConfig = {}) {
    super(config, 3)
  }
}
tf.serialization.registerClass(UpSampling3D)

/** Every element of the axis, `times` times. */
const repeated = (x: tf.Tensor, axis: number, times: number): tf.Tensor => {
  if (times === 1) return x
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)].map(tf.util.sizeFromShape)
  return x
    .reshape<tf.Tensor4D>([before ?? 1, x.shape[axis] ?? 1, 1, after ?? 1])
    .tile([1, 1, times, 1])
    .reshape(x.shape.map((size, each) => (each === axis ? size * times : size)))
}

/** Makes an image larger. */
export const upSampling2dLayer = (config?: UpSamplingConfig): UpSampling2D => new UpSampling2D(config)
