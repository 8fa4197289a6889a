import * as tf from "@tensorflow/tfjs"
import { windowLength } from "../../ops/window.js"
import {
  asSpace,
  asWas,
  channelsBack,
  channelsLast,
  type DataFormat,
  isVolume,
  pairOf,
  perAxis,
  samePadding,
  type Space,
  withSpace,
} from "./images.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export interface PoolingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  poolSize?: number | readonly number[]
  strides?: number | readonly number[]
  padding?: "valid" | "same"
  dataFormat?: DataFormat
}

type Padding = "valid" | "same"
type Pair = [number, number]
/** One of tfjs's poolings of an image. */
type Pool = (x: tf.Tensor4D, size: Pair, strides: Pair, padding: Padding) => tf.Tensor4D

/** The window over an image, or over a volume: over height and width, and then over depth with both in a row. */
const pooled = (x: Space, size: number[], strides: number[], padding: Padding, pool: Pool): tf.Tensor => {
  if (!isVolume(x)) return pool(x, pairOf(size), pairOf(strides), padding)
  const [batch, depth, height, width, C] = x.shape
  const [tall = 1, ...flat] = size
  const [down = 1, ...across] = strides
  const images = pool(x.reshape([batch * depth, height, width, C]), pairOf(flat), pairOf(across), padding)
  const [, rows, columns] = images.shape
  const piled = pool(images.reshape([batch, depth, rows * columns, C]), [tall, 1], [down, 1], padding)
  return piled.reshape([batch, piled.shape[1], rows, columns, C])
}

/** One value of each window, channel by channel. */
abstract class Pooling extends tf.layers.Layer {
  readonly format: DataFormat
  readonly poolSize: number[]
  readonly strides: number[]
  readonly padding: Padding

  constructor(config: PoolingConfig, axes: 1 | 2 | 3) {
    super(config)
    this.format = config.dataFormat ?? "channelsLast"
    this.poolSize = perAxis(config.poolSize ?? 2, axes)
    this.strides = perAxis(config.strides ?? this.poolSize, axes)
    this.padding = config.padding ?? "valid"
  }

  protected abstract pool(x: Space): tf.Tensor

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const length = (n: number | null, axis: number) => {
      const [size, stride] = [this.poolSize[axis] ?? 1, this.strides[axis] ?? 1]
      const found = windowLength(n, { size, stride, padding: this.padding, dilation: 1 })
      return typeof found === "number" ? found : null
    }
    return withSpace(firstShape(inputShape), this.format, length, C => C)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      return channelsBack(asWas(this.pool(asSpace(channelsLast(x, this.format))), x.rank), this.format)
    })
  }

  override getConfig(): Config {
    const { poolSize, strides, padding, format } = this
    return { ...super.getConfig(), poolSize, strides, padding, dataFormat: format }
  }
}

/** The mean of each window, with a gradient that leaves out the padding as the mean does: tfjs's takes it for part of it. */
abstract class AveragePooling extends Pooling {
  protected override pool(x: Space): tf.Tensor {
    if (this.padding === "valid") return this.#means(x)
    // The mean with zeros around it, by the share of the window that is no padding.
    const space = x.shape.slice(1, -1)
    const around = space.slice(-this.poolSize.length).map((n, axis) => {
      const [size, stride] = [this.poolSize[axis] ?? 1, this.strides[axis] ?? 1]
      return samePadding(n, size - 1, stride)
    })
    const pads: Pair[] = [[0, 0], ...space.slice(around.length).map((): Pair => [0, 0]), ...around, [0, 0]]
    const shares = this.#means(asSpace(tf.ones([1, ...space, 1]).pad(pads)))
    return this.#means(asSpace(x.pad(pads))).div(shares)
  }

  #means(x: Space): tf.Tensor {
    return pooled(x, this.poolSize, this.strides, "valid", tf.avgPool)
  }
}

/** The largest value of each window. */
abstract class MaxPooling extends Pooling {
  protected override pool(x: Space): tf.Tensor {
    return pooled(x, this.poolSize, this.strides, this.padding, tf.maxPool)
  }
}

/** Under tfjs's name, so that tfjs's files load. */
export class AveragePooling1D extends AveragePooling {
  static className = "AveragePooling1D"
  constructor(config: PoolingConfig = {}) {
    super(config, 1)
  }
}
tf.serialization.registerClass(AveragePooling1D)

/** Under tfjs's name, so that tfjs's files load. */
export class AveragePooling2D extends AveragePooling {
  static className = "AveragePooling2D"
  constructor(config: PoolingConfig = {}) {
    super(config, 2)
  }
}
tf.serialization.registerClass(AveragePooling2D)

/** Under tfjs's name, so that tfjs's files load. */
export class AveragePooling3D extends AveragePooling {
  static className = "AveragePooling3D"
  constructor(config: PoolingConfig = {}) {
    super(config, 3)
  }
}
tf.serialization.registerClass(AveragePooling3D)

/** tfjs's, which also takes the channels first. Under tfjs's name, so that tfjs's files load. */
export class MaxPooling1D extends MaxPooling {
  static className = "MaxPooling1D"
  constructor(config: PoolingConfig = {}) {
    super(config, 1)
  }
}
tf.serialization.registerClass(MaxPooling1D)

/** Under tfjs's name, so that tfjs's files load. */
export class MaxPooling2D extends MaxPooling {
  static className = "MaxPooling2D"
  constructor(config: PoolingConfig = {}) {
    super(config, 2)
  }
}
tf.serialization.registerClass(MaxPooling2D)

/** Under tfjs's name, so that tfjs's files load. */
export class MaxPooling3D extends MaxPooling {
  static className = "MaxPooling3D"
  constructor(config: PoolingConfig = {}) {
    super(config, 3)
  }
}
tf.serialization.registerClass(MaxPooling3D)

/** The mean of each window of steps. */
export const averagePooling1dLayer = (config?: PoolingConfig) => new AveragePooling1D(config)
/** The mean of each window of an image. */
export const averagePooling2dLayer = (config?: PoolingConfig) => new AveragePooling2D(config)
