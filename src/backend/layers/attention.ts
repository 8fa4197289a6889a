import * as tf from "@tensorflow/tfjs"
import { Attending, type AttendingConfig, both, stepsOf } from "./attending.js"
import { type Config, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

export interface AttentionConfig extends AttendingConfig {
  /** Whether a factor of the scores is learned. */
  useScale?: boolean
  scoreMode?: "concat" | "dot"
}

type Weight = ReturnType<tf.layers.Layer["trainableWeights"]["at"]>

abstract class Single extends Attending {
  readonly useScale: boolean
  protected scale: Weight

  constructor(config: AttendingConfig, useScale: boolean) {
    super(config)
    this.useScale = useScale
  }

  /** `[B, Tq, Tv]` */
  protected abstract scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor

  override computeOutputShape(inputShape: Shapes): Shapes {
    const { query, value } = this.shapesOf(inputShape)
    const output = [...query.slice(0, -1), value.at(-1) ?? null]
    return this.returnAttentionScores ? [output, [...query.slice(0, -1), value[1] ?? null]] : output
  }

  protected one(name: string, shape: tf.Shape, initializer: "glorotUniform" | "ones"): Weight {
    return this.addWeight(name, shape, "float32", initializers[initializer]())
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const { query, value, key } = this.tensorsOf(inputs)
      const kept = both(stepsOf(value)?.expandDims(1), this.causal(query.shape[1] ?? 0, value.shape[1] ?? 0))
      const weights = this.weighing(this.scores(query, key), kept, isTraining(options))
      const output = tf.matMul(weights, value)
      const own = stepsOf(query)?.expandDims(-1)
      const shown = own === undefined ? output : output.mul(own.cast("float32"))
      return this.returnAttentionScores ? [shown, weights] : shown
    })
  }

  override getConfig(): Config {
    return { ...super.getConfig(), useScale: this.useScale }
  }
}

const initializers = {
  glorotUniform: () => tf.initializers.glorotUniform({}),
  ones: () => tf.initializers.ones(),
}

/** `[B, Tq, Tv, D]` */
const sums = (query: tf.Tensor, key: tf.Tensor): tf.Tensor => query.expandDims(2).add(key.expandDims(1))

/** Keras 3's attention, which tfjs lacks. */
export class Attention extends Single {
  static className = "Attention"
  readonly scoreMode: "concat" | "dot"
  #factor: Weight

  constructor(config: AttentionConfig = {}) {
    super(config, config.useScale ?? false)
    this.scoreMode = config.scoreMode ?? "dot"
  }

  override build(): void {
    if (this.useScale) this.scale = this.one("scale", [], "ones")
    if (this.scoreMode === "concat") this.#factor = this.one("concat_score_weight", [], "ones")
    this.built = true
  }

  protected override scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const scale = this.scale?.read()
    if (this.scoreMode === "dot") {
      const scores = tf.matMul(query, key, false, true)
      return scale === undefined ? scores : scores.mul(scale)
    }
    const wide = sums(query, key)
    const scores = (scale === undefined ? wide : wide.mul(scale)).tanh().sum(-1)
    return this.#factor === undefined ? scores : scores.mul(this.#factor.read())
  }

  override getConfig(): Config {
    return { ...super.getConfig(), scoreMode: this.scoreMode }
  }
}
tf.serialization.registerClass(Attention)

/** Keras 3's additive attention, which tfjs lacks. */
export class AdditiveAttention extends Single {
  static className = "AdditiveAttention"

  constructor(config: AttentionConfig = {}) {
    super(config, config.useScale ?? true)
  }

  override build(inputShape: Shapes): void {
    const features = this.shapesOf(inputShape).query.at(-1) ?? null
    if (this.useScale) this.scale = this.one("scale", [features], "glorotUniform")
    this.built = true
  }

  protected override scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const wide = sums(query, key).tanh()
    return (this.scale === undefined ? wide : wide.mul(this.scale.read())).sum(-1)
  }
}
tf.serialization.registerClass(AdditiveAttention)

/** Attention by products of query and key. */
export const attentionLayer = (config?: AttentionConfig): Attention => new Attention(config)
/** Attention by sums of query and key. */
export const additiveAttentionLayer = (config?: AttentionConfig): AdditiveAttention => new AdditiveAttention(config)
