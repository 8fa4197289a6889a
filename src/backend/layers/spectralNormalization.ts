import * as tf from "@tensorflow/tfjs"
import { Delegate } from "./delegate.js"
import { layerFrom, layerTo } from "./rebuild.js"
import { type Config, firstShape, firstTensor, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export interface SpectralNormalizationConfig extends NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]> {
  layer: tf.layers.Layer
  /** Default 1. */
  powerIterations?: number
}

type Weights = tf.layers.Layer["trainableWeights"]

/** Keras 3's SpectralNormalization, which tfjs lacks: a layer whose kernel is divided by its greatest singular value. */
export class SpectralNormalization extends Delegate {
  static className = "SpectralNormalization"
  readonly layer: tf.layers.Layer
  readonly powerIterations: number
  #vector: tf.LayerVariable | undefined

  constructor(config: SpectralNormalizationConfig) {
    super(config.layer, config)
    this.layer = config.layer
    this.powerIterations = config.powerIterations ?? 1
    this.supportsMasking = config.layer.supportsMasking
  }

  override build(inputShape: Shapes): void {
    if (!this.layer.built) this.layer.build(firstShape(inputShape))
    this.layer.built = true
    const width = this.#kernel.shape.at(-1) ?? null
    const start = tf.initializers.truncatedNormal({ stddev: 0.02 })
    this.#vector = this.addWeight("vector_u", [1, width], "float32", start, undefined, false)
    this.built = true
  }

  get #kernel(): tf.LayerVariable {
    const kernel = this.layer.weights.find(({ originalName }) => /(^|\/)(kernel|embeddings)$/.test(originalName))
    if (!kernel) throw new Error(`${this.layer.name} has no kernel`)
    return kernel
  }

  /** In Keras's order: its own behind the kernel. */
  override get weights(): Weights {
    const [kernel, ...others] = this.layer.weights
    return this.#vector && kernel ? [kernel, this.#vector, ...others] : this.layer.weights
  }
  override get nonTrainableWeights(): Weights {
    const own = this.#vector
    return own === undefined ? super.nonTrainableWeights : [...super.nonTrainableWeights, own]
  }
  override set nonTrainableWeights(weights: Weights) {
    super.nonTrainableWeights = weights.filter(weight => weight !== this.#vector)
  }
  override getWeights(trainableOnly = false): tf.Tensor[] {
    return (trainableOnly ? this.trainableWeights : this.weights).map(weight => weight.read())
  }
  override setWeights(weights: tf.Tensor[]): void {
    if (weights.length !== this.weights.length)
      throw new Error(`${this.name} has ${this.weights.length} weights, got ${weights.length}`)
    tf.tidy(() => {
      for (const [index, weight] of this.weights.entries()) weight.write(weights[index] ?? weight.read())
    })
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return this.layer.computeOutputShape(inputShape)
  }

  override computeMask(inputs: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return this.layer.computeMask(inputs, mask)
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      if (isTraining(options)) this.#bound()
      return this.layer.call(firstTensor(inputs), options)
    })
  }

  /** Looks for the greatest singular value by repeated products, and divides by it; leaves a kernel of zeros alone. */
  #bound(): void {
    const kernel = this.#kernel
    const own = this.#vector
    if (own === undefined) throw new Error(`${this.name} is not built`)
    const value = kernel.read()
    const matrix = value.reshape([-1, value.shape.at(-1) ?? 1])
    let u = own.read()
    let v = tf.zeros([1, matrix.shape[0] ?? 1])
    for (let turn = 0; turn < this.powerIterations; turn++) {
      v = unit(tf.matMul(u, matrix, false, true))
      u = unit(tf.matMul(v, matrix))
    }
    const sigma = tf.matMul(tf.matMul(v, matrix), u, false, true).reshape([])
    const isZero = value.abs().max().equal(0)
    own.write(tf.where(isZero, own.read(), u))
    kernel.write(tf.where(isZero, value, value.div(tf.where(isZero, tf.scalar(1), sigma))))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), layer: layerTo(this.layer), powerIterations: this.powerIterations }
  }

  static override fromConfig<layer extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<layer>,
    { layer, ...config }: Config,
  ): layer {
    return new Class({ ...config, layer: layerFrom(layer) })
  }
}
tf.serialization.registerClass(SpectralNormalization)

const unit = (x: tf.Tensor): tf.Tensor => x.div(x.square().sum().maximum(1e-14).sqrt())
