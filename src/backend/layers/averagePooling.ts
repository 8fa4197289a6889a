import * as tf from "@tensorflow/tfjs"
import { windowLength } from "../../ops/window.js"
import { asImage, channelsBack, channelsLast, type DataFormat, pairOf, perAxis, withSpace } from "./images.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export interface AveragePoolingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  poolSize?: number | readonly number[]
  strides?: number | readonly number[]
  padding?: "valid" | "same"
  dataFormat?: DataFormat
}

/** The mean of each window, with a gradient that leaves out the padding as the mean does: tfjs's takes it for part of it. */
abstract class AveragePooling extends tf.layers.Layer {
  readonly format: DataFormat
  readonly poolSize: number[]
  readonly strides: number[]
  readonly padding: "valid" | "same"

  constructor(config: AveragePoolingConfig, axes: 1 | 2) {
    super(config)
    this.format = config.dataFormat ?? "channelsLast"
    this.poolSize = perAxis(config.poolSize ?? 2, axes)
    this.strides = perAxis(config.strides ?? this.poolSize, axes)
    this.padding = config.padding ?? "valid"
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const length = (n: number | null, axis: number) => {
      const moves = {
        size: this.poolSize[axis] ?? 1,
        stride: this.strides[axis] ?? 1,
        padding: this.padding,
        dilation: 1,
      }
      const found = windowLength(n, moves)
      return typeof found === "number" ? found : null
    }
    return withSpace(firstShape(inputShape), this.format, length, C => C)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const image = asImage(channelsLast(x, this.format))
      const found = this.padding === "same" ? this.#same(image) : this.#means(image)
      return channelsBack(x.rank === 3 ? found.squeeze([1]) : found, this.format)
    })
  }

  #means(x: tf.Tensor4D): tf.Tensor4D {
    return tf.avgPool(x, pairOf(this.poolSize), pairOf(this.strides), "valid")
  }

  /** The mean with zeros around it, by the share of the window that is no padding. */
  #same(x: tf.Tensor4D): tf.Tensor4D {
    const [, height, width] = x.shape
    const [size, strides] = [pairOf(this.poolSize), pairOf(this.strides)]
    const around = (n: number, axis: 0 | 1): [number, number] => {
      const pad = Math.max((Math.ceil(n / strides[axis]) - 1) * strides[axis] + size[axis] - n, 0)
      return [Math.floor(pad / 2), pad - Math.floor(pad / 2)]
    }
    const pads: [number, number][] = [[0, 0], around(height, 0), around(width, 1), [0, 0]]
    const shares = this.#means(tf.ones<tf.Rank.R4>([1, height, width, 1]).pad(pads))
    return this.#means(x.pad(pads)).div(shares)
  }

  override getConfig(): Config {
    const { poolSize, strides, padding, format } = this
    return {
      ...super.getConfig(),
      poolSize,
      strides,
      padding,
      ...(poolSize.length === 2 ? { dataFormat: format } : {}),
    }
  }
}

/** Under tfjs's name, so that tfjs's files load. */
export class AveragePooling1D extends AveragePooling {
  static className = "AveragePooling1D"
  constructor(config: AveragePoolingConfig = {}) {
    super(config, 1)
  }
}
tf.serialization.registerClass(AveragePooling1D)

/** Under tfjs's name, so that tfjs's files load. */
export class AveragePooling2D extends AveragePooling {
  static className = "AveragePooling2D"
  constructor(config: AveragePoolingConfig = {}) {
    super(config, 2)
  }
}
tf.serialization.registerClass(AveragePooling2D)

/** The mean of each window of steps. */
export const averagePooling1dLayer = (config?: AveragePoolingConfig) => new AveragePooling1D(config)
/** The mean of each window of an image. */
export const averagePooling2dLayer = (config?: AveragePoolingConfig) => new AveragePooling2D(config)
