import * as tf from "@tensorflow/tfjs"
import type { Adaptable } from "./adaptable.js"
import { quantiles } from "./quantiles.js"
import { type Config, firstShape, firstTensor } from "./tensors.js"
import type { Shapes } from "./tensors.js"

type LayerConfig = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>
export type OutputMode = "count" | "int" | "multiHot" | "oneHot"

/** Integers below `depth` as vectors, by Keras 3's modes. */
const encoded = (x: tf.Tensor, depth: number, mode: OutputMode): tf.Tensor => {
  const integers = x.cast("int32")
  if (mode === "int") return integers
  // tfjs's own oneHot refuses a depth of 1.
  const hot = integers
    .expandDims(-1)
    .equal(tf.range(0, depth, 1, "int32"))
    .cast("float32")
  if (mode === "oneHot") return hot
  const axis = x.rank > 1 ? 1 : 0
  if (x.rank === 0) return hot
  return mode === "count" ? hot.sum(axis) : hot.max(axis)
}

const encodedShape = (input: tf.Shape, depth: number | null, mode: OutputMode): tf.Shape => {
  if (mode === "int") return input
  if (mode === "oneHot") return [...input, depth]
  return input.length > 1 ? [input[0] ?? null, ...input.slice(2), depth] : [depth]
}

export interface CategoryEncodingConfig extends LayerConfig {
  numTokens: number
  outputMode?: OutputMode
}

/** tfjs's CategoryEncoding, which leaves the shapes alone that it is asked about. Under tfjs's name, so that tfjs's files load. */
export class CategoryEncoding extends tf.layers.Layer {
  static className = "CategoryEncoding"
  readonly numTokens: number
  readonly outputMode: OutputMode

  constructor(config: CategoryEncodingConfig) {
    super(config)
    this.numTokens = config.numTokens
    this.outputMode = config.outputMode ?? "multiHot"
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return encodedShape(firstShape(inputShape), this.numTokens, this.outputMode)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => encoded(firstTensor(inputs), this.numTokens, this.outputMode))
  }

  override getConfig(): Config {
    return { ...super.getConfig(), numTokens: this.numTokens, outputMode: this.outputMode }
  }
}
tf.serialization.registerClass(CategoryEncoding)

export interface DiscretizationConfig extends LayerConfig {
  binBoundaries?: number[]
  numBins?: number
  /** Default 0.01. */
  epsilon?: number
  /** Default "int". */
  outputMode?: OutputMode
}

/** Keras 3's Discretization, which tfjs lacks. A file has the bounds that `adapt` found. */
export class Discretization extends tf.layers.Layer implements Adaptable {
  static className = "Discretization"
  readonly numBins: number | undefined
  readonly epsilon: number
  readonly outputMode: OutputMode
  #bounds: readonly number[] | undefined

  constructor(config: DiscretizationConfig) {
    super(config)
    this.numBins = config.numBins ?? undefined
    this.epsilon = config.epsilon ?? 0.01
    this.outputMode = config.outputMode ?? "int"
    this.#bounds = config.binBoundaries ?? undefined
  }

  get #depth(): number {
    return this.#bounds ? this.#bounds.length + 1 : (this.numBins ?? 1)
  }

  override computeOutputShape(inputShape: Shapes): tf.Shape {
    return encodedShape(firstShape(inputShape), this.#depth, this.outputMode)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const bounds = this.#bounds
      if (!bounds) throw new Error(`${this.name} has no bounds: call adapt with data, or give it binBoundaries`)
      const x = firstTensor(inputs)
      const above = bounds.map(bound => x.greaterEqual(bound).cast("int32"))
      const bins = above.reduce((all, one) => all.add(one), tf.zerosLike(x).cast("int32"))
      return encoded(bins, this.#depth, this.outputMode)
    })
  }

  adapt(batches: readonly tf.Tensor[]): void {
    if (this.numBins === undefined) throw new Error(`${this.name} was given binBoundaries: there is nothing to adapt`)
    this.#bounds = quantiles(
      batches.map(batch => batch.dataSync()),
      this.numBins,
      this.epsilon,
    )
  }

  override getConfig(): Config {
    const { numBins, epsilon, outputMode } = this
    const bounds = this.#bounds ? { binBoundaries: [...this.#bounds] } : {}
    return { ...super.getConfig(), ...bounds, ...(numBins === undefined ? {} : { numBins }), epsilon, outputMode }
  }
}
tf.serialization.registerClass(Discretization)
