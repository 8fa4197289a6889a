import * as tf from "@tensorflow/tfjs"
import type { DataFormat } from "./images.js"
import { type Config, firstShape, firstTensor, maskOf, masks, type Options, type Shapes } from "./tensors.js"

export interface GlobalPoolingConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** Where the channels stand. Default "channelsLast". */
  dataFormat?: DataFormat
  /** Whether the axes of space stay, with size 1. Default false. */
  keepDims?: boolean
}

/** One value of each channel, over all axes of space. */
abstract class GlobalPooling extends tf.layers.Layer {
  readonly dataFormat: DataFormat
  readonly keepDims: boolean

  constructor(config: GlobalPoolingConfig = {}) {
    super(config)
    this.dataFormat = config.dataFormat ?? "channelsLast"
    this.keepDims = config.keepDims ?? false
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const shape = firstShape(inputShape)
    const space = this.space(shape.length)
    return this.keepDims ?
        shape.map((size, axis) => (space.includes(axis) ? 1 : size))
      : shape.filter((_, axis) => !space.includes(axis))
  }

  /** The axes of space. */
  space(rank: number): number[] {
    const first = this.dataFormat === "channelsFirst" ? 2 : 1
    return Array.from({ length: rank - 2 }, (_, axis) => first + axis)
  }

  override getConfig(): Config {
    return { ...super.getConfig(), dataFormat: this.dataFormat, keepDims: this.keepDims }
  }
}

abstract class GlobalMaxPooling extends GlobalPooling {
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = firstTensor(inputs)
    return tf.max(x, this.space(x.rank), this.keepDims)
  }
}

abstract class GlobalAveragePooling extends GlobalPooling {
  override call(inputs: tf.Tensor | tf.Tensor[], _options: Options): tf.Tensor {
    const x = firstTensor(inputs)
    return tf.mean(x, this.space(x.rank), this.keepDims)
  }
}

/** tfjs's, which can also keep the axes. Under tfjs's name, so that tfjs's files load. */
export class GlobalMaxPooling1D extends GlobalMaxPooling {
  static className = "GlobalMaxPooling1D"
}
tf.serialization.registerClass(GlobalMaxPooling1D)

/** tfjs's, which can also keep the axes. Under tfjs's name, so that tfjs's files load. */
export class GlobalMaxPooling2D extends GlobalMaxPooling {
  static className = "GlobalMaxPooling2D"
}
tf.serialization.registerClass(GlobalMaxPooling2D)

/** tfjs's, which can also keep the axes. Under tfjs's name, so that tfjs's files load. */
export class GlobalAveragePooling2D extends GlobalAveragePooling {
  static className = "GlobalAveragePooling2D"
}
tf.serialization.registerClass(GlobalAveragePooling2D)

/** Keras 3's, which tfjs lacks. */
export class GlobalMaxPooling3D extends GlobalMaxPooling {
  static className = "GlobalMaxPooling3D"
}
tf.serialization.registerClass(GlobalMaxPooling3D)

/** Keras 3's, which tfjs lacks. */
export class GlobalAveragePooling3D extends GlobalAveragePooling {
  static className = "GlobalAveragePooling3D"
}
tf.serialization.registerClass(GlobalAveragePooling3D)

/** tfjs's, with Keras 3's masks: steps that are padding do not count. Under tfjs's name, so that tfjs's files load. */
export class GlobalAveragePooling1D extends GlobalAveragePooling {
  static className = "GlobalAveragePooling1D"

  constructor(config: GlobalPoolingConfig = {}) {
    super(config)
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const mask = maskOf(options)
      if (mask === undefined) return super.call(inputs, options)
      const [axis = 1] = this.space(x.rank)
      const counts = mask.expandDims(3 - axis)
      const kept = tf.where(counts, x, tf.zerosLike(x))
      return kept.sum(axis, this.keepDims).div(counts.toFloat().sum(axis, this.keepDims))
    })
  }

  override computeMask(): tf.Tensor[] {
    return masks([null])
  }
}
tf.serialization.registerClass(GlobalAveragePooling1D)

/** The largest value of each feature over all steps. */
export const globalMaxPooling1dLayer = (config?: GlobalPoolingConfig) => new GlobalMaxPooling1D(config)
/** The largest value of each channel over the whole image. */
export const globalMaxPooling2dLayer = (config?: GlobalPoolingConfig) => new GlobalMaxPooling2D(config)
/** The mean of each feature over all steps that are no padding. */
export const globalAveragePooling1dLayer = (config?: GlobalPoolingConfig) => new GlobalAveragePooling1D(config)
/** The mean of each channel over the whole image. */
export const globalAveragePooling2dLayer = (config?: GlobalPoolingConfig) => new GlobalAveragePooling2D(config)
