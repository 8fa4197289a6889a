import * as tf from "@tensorflow/tfjs"
import type { MovedConfig } from "./convolution.js"
import { type Config, firstShape, type Shapes } from "./tensors.js"

/** What a kernel begins with, costs, and is brought back to: each under its own name. */
const parts = ["Initializer", "Regularizer", "Constraint"] as const
/** tfjs's cell that has three weights, each with all of that: it reads the options, and writes them; never built. */
const slots = ["kernel", "recurrent", "bias"] as const
type Cell = ReturnType<typeof tf.layers.gruCell>

/** The weights of a convolution that tfjs has over two axes alone: one kernel or two, and a bias. */
export class Held extends tf.layers.Layer {
  static className = "Held"
  readonly #options: Cell
  readonly #activity: tf.layers.Layer
  readonly #kernels: readonly string[]
  readonly #own: Config
  readonly #shapes: (C: number) => tf.Shape[]
  readonly #hasBias: boolean
  readonly #format: NonNullable<MovedConfig["dataFormat"]>

  /** The shapes are those of the kernels, and then of the bias, for so many channels of the input. */
  constructor(
    config: MovedConfig,
    kernels: readonly ("kernel" | "depthwise" | "pointwise")[],
    own: Config,
    shapes: (C: number) => tf.Shape[],
  ) {
    super(config.name === undefined ? {} : { name: config.name })
    this.#kernels = kernels
    this.#shapes = shapes
    this.#hasBias = config.useBias ?? true
    this.#format = config.dataFormat ?? "channelsLast"
    const given = new Map(Object.entries(config))
    const written = [...kernels, "bias"].flatMap(name =>
      parts.map(part => [`${this.#slot(name)}${part}`, given.get(`${name}${part}`)] as const),
    )
    const known = Object.fromEntries(written.filter(([, value]) => value !== undefined && value !== null))
    const defaults = { kernelInitializer: "glorotUniform", recurrentInitializer: "glorotUniform" } as const
    this.#options = tf.layers.gruCell({ units: 1, ...defaults, ...known })
    const activityRegularizer = config.activityRegularizer ?? null
    this.#activity = tf.layers.dense({ units: 1, ...(activityRegularizer === null ? {} : { activityRegularizer }) })
    this.activityRegularizer = this.#activity.activityRegularizer
    this.#own = { ...own, useBias: this.#hasBias, activation: config.activation ?? "linear" }
  }

  /** Where the cell has the options of this weight. */
  #slot(name: string): (typeof slots)[number] {
    const at = this.#kernels.indexOf(name)
    return slots[at < 0 ? 2 : at] ?? "bias"
  }

  override build(inputShape: Shapes): void {
    const shape = firstShape(inputShape)
    const channels = this.#format === "channelsFirst" ? shape[1] : shape.at(-1)
    const names = [...this.#kernels, ...(this.#hasBias ? ["bias"] : [])]
    const shapes = this.#shapes(channels ?? 0)
    const { kernelInitializer, kernelRegularizer, kernelConstraint, ...cell } = this.#options
    const { recurrentInitializer, recurrentRegularizer, recurrentConstraint } = cell
    const rules = {
      kernel: [kernelInitializer, kernelRegularizer, kernelConstraint],
      recurrent: [recurrentInitializer, recurrentRegularizer, recurrentConstraint],
      bias: [cell.biasInitializer, cell.biasRegularizer, cell.biasConstraint],
    } as const
    for (const [at, name] of names.entries()) {
      const [initializer, regularizer, constraint] = rules[this.#slot(name)]
      const written = name === "depthwise" || name === "pointwise" ? `${name}_kernel` : name
      this.addWeight(written, shapes[at] ?? [], "float32", initializer, regularizer, true, constraint)
    }
    this.built = true
  }

  override getConfig(): Config {
    const cell = this.#options.getConfig()
    const rules = [...this.#kernels, "bias"].flatMap(name =>
      parts.map(part => [`${name}${part}`, cell[`${this.#slot(name)}${part}`] ?? null] as const),
    )
    const { activityRegularizer = null } = this.#activity.getConfig()
    return { ...super.getConfig(), ...Object.fromEntries(rules), activityRegularizer, ...this.#own }
  }
}
