import * as tf from "@tensorflow/tfjs"
import { layerFrom, layerTo } from "./rebuild.js"

interface RowConfig {
  name?: string
  layers: tf.layers.Layer[]
}

type Layers = readonly tf.layers.Layer[]

/** Layers in a row as one layer of tfjs: what a wrapper holds when it wraps `sequential(...)`. */
export class RowLayer extends tf.layers.Layer {
  static readonly className = "Row"
  readonly layers: Layers

  constructor({ layers, ...config }: RowConfig) {
    super(config)
    this.layers = layers
    this.supportsMasking = true
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    let shape = oneShape(inputShape)
    for (const layer of this.layers) {
      if (!layer.built) layer.build(shape)
      layer.built = true
      shape = oneShape(layer.computeOutputShape(shape))
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], extra: Record<string, unknown>): tf.Tensor {
    return tf.tidy(() => {
      const [x] = [inputs].flat()
      if (!x) throw new Error("a row of layers needs an input")
      return this.layers.reduce((value, layer) => [layer.call(value, { ...extra })].flat()[0] ?? value, x)
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return this.layers.reduce((shape, layer) => oneShape(layer.computeOutputShape(shape)), oneShape(inputShape))
  }

  override get trainableWeights(): tf.LayerVariable[] {
    return this.trainable ? this.layers.flatMap(layer => layer.trainableWeights) : []
  }
  override set trainableWeights(_weights) {}

  override get nonTrainableWeights(): tf.LayerVariable[] {
    return this.layers.flatMap(layer => (this.trainable ? layer.nonTrainableWeights : layer.weights))
  }
  override set nonTrainableWeights(_weights) {}

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), layers: this.layers.map(layerTo) }
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { layers } = config
    const made: unknown = Array.isArray(layers) ? layers.map(layerFrom) : []
    return Reflect.construct(Class, [{ ...config, layers: made }])
  }
}

/** A row takes and gives one tensor. */
const oneShape = (shape: tf.Shape | tf.Shape[]): tf.Shape => {
  const [several] = shape.flatMap(each => (Array.isArray(each) ? [each] : []))
  return several ?? shape.flatMap(dim => (Array.isArray(dim) ? [] : [dim]))
}

tf.serialization.registerClass(RowLayer)
