import * as tf from "@tensorflow/tfjs"
import { channelsBack, channelsLast, type DataFormat, perAxis, withSpace } from "./images.js"
import { resampled } from "./resampling.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export interface AdaptivePoolingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Length of each axis of the output. */
  outputSize: number | readonly number[]
  dataFormat?: DataFormat
}

/** The elements of an axis of `n` that one place of an axis of `size` is made of, as in Keras 3. */
const windowAt = (place: number, n: number, size: number): number[] => {
  const first = Math.floor((place * n) / size)
  return Array.from({ length: Math.ceil(((place + 1) * n) / size) - first }, (_, index) => first + index)
}

/** Keras 3's pooling to a size, which tfjs lacks: axis by axis, since windows are boxes. */
abstract class AdaptivePooling extends tf.layers.Layer {
  readonly outputSize: number[]
  readonly format: DataFormat

  constructor(config: AdaptivePoolingConfig, axes: 1 | 2 | 3) {
    super(config)
    this.outputSize = perAxis(config.outputSize, axes)
    this.format = config.dataFormat ?? "channelsLast"
  }

  /** One axis of space pooled to a size. */
  protected abstract along(x: tf.Tensor, axis: number, size: number): tf.Tensor

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return withSpace(
      firstShape(inputShape),
      this.format,
      (_, axis) => this.outputSize[axis] ?? 1,
      C => C,
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = channelsLast(firstTensor(inputs), this.format)
      const pooled = this.outputSize.reduce((value, size, axis) => this.along(value, axis + 1, size), x)
      return channelsBack(pooled, this.format)
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), outputSize: this.outputSize, dataFormat: this.format }
  }
}

abstract class AdaptiveAveragePooling extends AdaptivePooling {
  protected override along(x: tf.Tensor, axis: number, size: number): tf.Tensor {
    return resampled(x, axis, size, (place, n) => {
      const elements = windowAt(place, n, size)
      return elements.map(element => [element, 1 / elements.length] as const)
    })
  }
}

abstract class AdaptiveMaxPooling extends AdaptivePooling {
  protected override along(x: tf.Tensor, axis: number, size: number): tf.Tensor {
    const windows = Array.from({ length: size }, (_, place) => {
      const [first = 0, ...more] = windowAt(place, x.shape[axis] ?? 0, size)
      const begin = x.shape.map((_, each) => (each === axis ? first : 0))
      const window = x.slice(
        begin,
        x.shape.map((length, each) => (each === axis ? 1 + more.length : length)),
      )
      return window.max(axis, true)
    })
    return tf.concat(windows, axis)
  }
}

export class AdaptiveAveragePooling1D extends AdaptiveAveragePooling {
  static className = "AdaptiveAveragePooling1D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 1)
  }
}
tf.serialization.registerClass(AdaptiveAveragePooling1D)

export class AdaptiveAveragePooling2D extends AdaptiveAveragePooling {
  static className = "AdaptiveAveragePooling2D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 2)
  }
}
tf.serialization.registerClass(AdaptiveAveragePooling2D)

export class AdaptiveAveragePooling3D extends AdaptiveAveragePooling {
  static className = "AdaptiveAveragePooling3D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 3)
  }
}
tf.serialization.registerClass(AdaptiveAveragePooling3D)

export class AdaptiveMaxPooling1D extends AdaptiveMaxPooling {
  static className = "AdaptiveMaxPooling1D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 1)
  }
}
tf.serialization.registerClass(AdaptiveMaxPooling1D)

export class AdaptiveMaxPooling2D extends AdaptiveMaxPooling {
  static className = "AdaptiveMaxPooling2D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 2)
  }
}
tf.serialization.registerClass(AdaptiveMaxPooling2D)

export class AdaptiveMaxPooling3D extends AdaptiveMaxPooling {
  static className = "AdaptiveMaxPooling3D"
  constructor(config: AdaptivePoolingConfig) {
    super(config, 3)
  }
}
tf.serialization.registerClass(AdaptiveMaxPooling3D)
