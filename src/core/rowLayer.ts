import * as tf from "@tensorflow/tfjs"

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
    const layers = this.layers.map(layer => ({ className: layer.getClassName(), config: layer.getConfig() }))
    return { ...super.getConfig(), layers }
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { layers } = config
    const made = Array.isArray(layers) ? layers.map(fromConfig) : []
    return new Class({ ...config, layers: made as unknown as tf.serialization.ConfigDictValue })
  }
}

const fromConfig = (entry: unknown): tf.layers.Layer => {
  const { className, config } = entry as { className: string; config: tf.serialization.ConfigDict }
  const found = tf.serialization.SerializationMap.getMap().classNameMap[className]
  if (!found) throw new Error(`tfjs has no layer ${className}`)
  const [Class, make] = found
  // Sound because test/save.test.ts reads back a model whose wrapper holds a row.
  return make(Class, config) as unknown as tf.layers.Layer
}

/** A row takes and gives one tensor. */
const oneShape = (shape: tf.Shape | tf.Shape[]): tf.Shape => {
  const [first] = shape
  return Array.isArray(first) ? first : (shape as tf.Shape)
}

tf.serialization.registerClass(RowLayer)
