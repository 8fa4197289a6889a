import * as tf from "@tensorflow/tfjs"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

export interface FlattenConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  /** With `"channelsFirst"` the channels go last before they are flattened. Default `"channelsLast"`. */
  dataFormat?: "channelsFirst" | "channelsLast"
}

/** tfjs's flatten, for every rank and for axes not yet known. Under tfjs's name, so that tfjs's files load. */
export class Flatten extends tf.layers.Layer {
  static className = "Flatten"
  readonly dataFormat: FlattenConfig["dataFormat"]

  constructor(config: FlattenConfig = {}) {
    super(config)
    this.dataFormat = config.dataFormat
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    const [batch = null, ...sizes] = firstShape(inputShape)
    return [
      batch,
      sizes.reduce<number | null>((product, size) => (product === null || size === null ? null : product * size), 1),
    ]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs)
      const last = this.dataFormat === "channelsFirst" && x.rank > 2
      const [batch = 0, size] = this.computeOutputShape(x.shape)
      return (last ? x.transpose([0, ...[...x.shape.keys()].slice(2), 1]) : x).reshape([batch ?? 0, size ?? 0])
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), ...(this.dataFormat === undefined ? {} : { dataFormat: this.dataFormat }) }
  }
}
tf.serialization.registerClass(Flatten)

/** Puts all axes but the batch into one. */
export const flattenLayer = (config?: FlattenConfig): Flatten => new Flatten(config)
