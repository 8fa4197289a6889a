import * as tf from "@tensorflow/tfjs"
import { asImage, channelsBack, channelsLast, type DataFormat, perAxis, withSpace } from "./images.js"
import { type Config, firstShape, firstTensor, type Shapes } from "./tensors.js"

export interface UpSampling2DConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** How many rows and columns one becomes. Default 2. */
  size?: number | readonly number[]
  /** Where the channels stand. Default "channelsLast". */
  dataFormat?: DataFormat
  /** Default "nearest". */
  interpolation?: "nearest" | "bilinear"
}

/** tfjs's upSampling2d, with Keras 3's places and values between. Under tfjs's name, so that tfjs's files load. */
export class UpSampling2D extends tf.layers.Layer {
  static className = "UpSampling2D"
  readonly size: number[]
  readonly dataFormat: DataFormat
  readonly interpolation: NonNullable<UpSampling2DConfig["interpolation"]>

  constructor(config: UpSampling2DConfig = {}) {
    super(config)
    this.size = perAxis(config.size ?? 2, 2)
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
      const [down = 1, across = 1] = this.size
      const x = asImage(channelsLast(firstTensor(inputs), this.dataFormat))
      const grow = this.interpolation === "nearest" ? repeated : between
      return channelsBack(grow(grow(x, 1, down), 2, across), this.dataFormat)
    })
  }

  override getConfig(): Config {
    const { size, dataFormat, interpolation } = this
    return { ...super.getConfig(), size, dataFormat, interpolation }
  }
}
tf.serialization.registerClass(UpSampling2D)

/** Every element of the axis, `times` times. */
const repeated = (x: tf.Tensor, axis: number, times: number): tf.Tensor => {
  if (times === 1) return x
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)].map(tf.util.sizeFromShape)
  return x
    .reshape<tf.Tensor4D>([before ?? 1, x.shape[axis] ?? 1, 1, after ?? 1])
    .tile([1, 1, times, 1])
    .reshape(x.shape.map((size, each) => (each === axis ? size * times : size)))
}

/** Values between two elements, by their distance: a product with a matrix, whose gradient tfjs has. */
const between = (x: tf.Tensor, axis: number, times: number): tf.Tensor => {
  if (times === 1) return x
  const n = x.shape[axis] ?? 0
  const order = [...x.shape.keys()].filter(each => each !== axis)
  const back = x.shape.map((_, each) => (each === axis ? x.rank - 1 : order.indexOf(each)))
  const last = x.transpose([...order, axis])
  const grown = last.reshape<tf.Tensor2D>([-1, n]).matMul(shares(n, times))
  return grown.reshape([...last.shape.slice(0, -1), n * times]).transpose(back)
}

/** How much each of `n` elements has of each of `n * times` places: the middles of both lie on one line. */
const shares = (n: number, times: number): tf.Tensor2D => {
  const values = new Float32Array(n * n * times)
  for (let place = 0; place < n * times; place++) {
    const at = (place + 0.5) / times - 0.5
    const low = Math.floor(at)
    const add = (element: number, share: number) => {
      const index = Math.min(n - 1, Math.max(0, element)) * n * times + place
      values[index] = (values[index] ?? 0) + share
    }
    add(low, 1 - (at - low))
    add(low + 1, at - low)
  }
  return tf.tensor2d(values, [n, n * times])
}

/** Makes an image larger. */
export const upSampling2dLayer = (config?: UpSampling2DConfig): UpSampling2D => new UpSampling2D(config)
