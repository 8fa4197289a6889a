import * as tf from "@tensorflow/tfjs"
import { Attending, type AttendingConfig, both, type Parts, places, stepsOf } from "./attending.js"
import { asList, type Config, isTraining } from "./tensors.js"
import type { Options, Shapes } from "./tensors.js"

type Cell = Parameters<typeof tf.layers.gruCell>[0]

export interface HeadsConfig
  extends
    AttendingConfig,
    Pick<
      Cell,
      | "kernelInitializer"
      | "biasInitializer"
      | "kernelRegularizer"
      | "biasRegularizer"
      | "kernelConstraint"
      | "biasConstraint"
    > {
  /** Default true. */
  useBias?: boolean
  /** How far a step sees to either side, itself counted. */
  slidingWindow?: number
}

/** How many heads a projection has, and how wide each is. */
export interface Heads {
  readonly count: number
  readonly width: number
}

/** A kernel, and its bias if there is one. */
interface Projection {
  readonly kernel: Weight
  readonly bias: Weight
}
type Weight = ReturnType<tf.layers.Layer["trainableWeights"]["at"]>

/** What every projection begins with, and costs. */
const written = [
  "kernelInitializer",
  "biasInitializer",
  "kernelRegularizer",
  "biasRegularizer",
  "kernelConstraint",
  "biasConstraint",
] as const

/** Attention in several heads at once. Query, key and value are projected to heads, and what the heads give to the output. */
export abstract class ManyHeads extends Attending {
  readonly useBias: boolean
  readonly slidingWindow: number | undefined
  /** Reads the options, and writes them; never built. */
  readonly #options: ReturnType<typeof tf.layers.gruCell>
  readonly #projections = new Map<string, Projection>()

  constructor(config: HeadsConfig) {
    super(config)
    this.useBias = config.useBias ?? true
    this.slidingWindow = config.slidingWindow
    const own = Object.fromEntries(written.map(name => [name, config[name]]).filter(([, value]) => value !== undefined))
    this.#options = tf.layers.gruCell({ units: 1, kernelInitializer: "glorotUniform", ...own })
  }

  /** The heads of the query, of the key and of the value. */
  protected abstract heads(): Parts<Heads>
  /** The features of the output, for those of the query. */
  protected abstract width(features: number | null): number | null

  override computeOutputShape(inputShape: Shapes): Shapes {
    const { query, value } = this.shapesOf(inputShape)
    const output = [...query.slice(0, -1), this.width(query.at(-1) ?? null)]
    const scores = [query[0] ?? null, this.heads().query.count, query[1] ?? null, value[1] ?? null]
    return this.returnAttentionScores ? [output, scores] : output
  }

  override build(inputShape: Shapes): void {
    const { query, value, key } = this.shapesOf(inputShape)
    const heads = this.heads()
    for (const [name, shape] of Object.entries({ query, key, value })) {
      const { count, width } =
        heads[
          name === "query" ? "query"
          : name === "key" ? "key"
          : "value"
        ]
      this.#project(name, [shape.at(-1) ?? null, count, width], [count, width])
    }
    const out = this.width(query.at(-1) ?? null)
    this.#project("attention_output", [heads.query.count, heads.value.width, out], [out])
    this.built = true
  }

  #project(name: string, kernel: tf.Shape, bias: tf.Shape): void {
    const { kernelInitializer, kernelRegularizer, kernelConstraint, ...own } = this.#options
    this.#projections.set(name, {
      kernel: this.addWeight(
        `${name}_kernel`,
        kernel,
        "float32",
        kernelInitializer,
        kernelRegularizer,
        true,
        kernelConstraint,
      ),
      bias:
        this.useBias ?
          this.addWeight(
            `${name}_bias`,
            bias,
            "float32",
            own.biasInitializer,
            own.biasRegularizer,
            true,
            own.biasConstraint,
          )
        : undefined,
    })
  }

  /** `[..., D]` as rows, times the kernel as a matrix of `D` rows. */
  #through(name: string, x: tf.Tensor, features: number): tf.Tensor {
    const { kernel, bias } = this.#projections.get(name) ?? {}
    if (!kernel) throw new Error(`${this.name} was not built`)
    const rows = tf.matMul(x.reshape([-1, features]), kernel.read().reshape([features, -1]))
    return bias ? rows.add(bias.read().reshape([-1])) : rows
  }

  /** `[B, T, D]` becomes `[B, heads, T, width]`. */
  #split(name: "query" | "key" | "value", x: tf.Tensor): tf.Tensor {
    const [batch = 0, steps = 0, features = 1] = x.shape
    const { count, width } = this.heads()[name]
    return this.#through(name, x, features).reshape([batch, steps, count, width]).transpose([0, 2, 1, 3])
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: Options): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const parts = this.tensorsOf(inputs)
      const { query, value, key } = parts
      const heads = this.heads()
      const [batch = 0, steps = 0] = query.shape
      const { count, width } = heads.query
      // The heads that share a key are rows of one matrix.
      const shared = [batch, heads.key.count, (count / heads.key.count) * steps]
      const q = this.#split("query", query).reshape([...shared, width])
      const scores = tf.matMul(q, this.#split("key", key), false, true).mul(1 / Math.sqrt(width))
      const [, , , seen] = asList(inputs)
      const kept = this.#kept(parts, seen?.cast("bool"))?.cast("float32")
      // What is not seen has no part in the gradient either, even where a row sees nothing.
      const each = hidden(scores.reshape([batch, count, steps, -1]), kept)
      const weights = this.weighing(each, kept, false)
      // Keras takes another way where there is dropout, also when predicting, and where the scores are given: there a row
      // of which nothing is kept is 0.
      const shown = this.dropout > 0 || this.returnAttentionScores ? hidden(weights, kept) : weights
      const own = this.dropped(shown, isTraining(options))
      const given = tf
        .matMul(own.reshape([...shared, -1]), this.#split("value", value))
        .reshape([batch, count, steps, heads.value.width])
      const joined = count * heads.value.width
      const rows = this.#through("attention_output", given.transpose([0, 2, 1, 3]), joined)
      const output = rows.reshape([batch, steps, -1])
      return this.returnAttentionScores ? [output, shown] : output
    })
  }

  /** What may be seen: `[B or 1, 1, Tq or 1, Tv]`. */
  #kept(parts: Parts<tf.Tensor>, seen: tf.Tensor | undefined): tf.Tensor | undefined {
    const { query, value, key } = parts
    const own = key === value ? undefined : stepsOf(key)?.expandDims(1)
    return both(
      stepsOf(query)?.expandDims(2),
      stepsOf(value)?.expandDims(1),
      own,
      seen,
      this.causal(query.shape[1] ?? 0, value.shape[1] ?? 0)?.expandDims(0),
      this.#window(query.shape[1] ?? 0, value.shape[1] ?? 0)?.expandDims(0),
    )?.expandDims(1)
  }

  #window(Tq: number, Tv: number): tf.Tensor | undefined {
    if (this.slidingWindow === undefined) return undefined
    const [rows, columns] = places(Tq, Tv)
    return rows.sub(columns).abs().less(this.slidingWindow)
  }

  override getConfig(): Config {
    const config = this.#options.getConfig()
    const own = Object.fromEntries(written.map(name => [name, config[name] ?? null]))
    const { useBias, slidingWindow } = this
    return { ...super.getConfig(), useBias, ...(slidingWindow === undefined ? {} : { slidingWindow }), ...own }
  }
}

/** 0 where nothing is kept. */
const hidden = (x: tf.Tensor, kept: tf.Tensor | undefined): tf.Tensor => (kept === undefined ? x : x.mul(kept))
