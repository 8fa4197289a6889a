/**
 * Keras 3's optimizers as optimizers of tfjs. tfjs's own differ from Keras: adam has its epsilon inside the correction of
 * the bias, momentum takes the learning rate of now for gradients of before, and state is kept by a weight's place in the
 * list of gradients, not by its name.
 */
import * as tf from "@tensorflow/tfjs"
import type { OptimizerSettings } from "./optimizers.js"
import { settingsOf } from "./optimizerSettings.js"
import { clip } from "./clip.js"
import { rateAt } from "./rateAt.js"
import { type Rule, ruleOf } from "./rules.js"
import type { Schedule } from "./schedules.js"
import { refuseOption } from "./settled.js"

class RuleOptimizer extends tf.Optimizer {
  static readonly className = "RuleOptimizer"
  #learningRate: number | Schedule
  readonly #settings: OptimizerSettings
  readonly #rule: Rule
  /** By the names of the weights. */
  readonly #states = new Map<string, readonly tf.Tensor[]>()

  constructor(settings: OptimizerSettings) {
    super()
    this.#settings = settings
    this.#rule = ruleOf(settings)
    this.#learningRate = settings.config.learningRate
  }

  /** Of the step that comes next. */
  get learningRate(): number {
    const rate = this.#learningRate
    return typeof rate === "number" ? rate : rateAt(rate, this.iterations)
  }

  set learningRate(value: number) {
    if (typeof this.#learningRate !== "number") {
      const sentence = `learningRate is a schedule (${this.#learningRate.className}), which cannot be set; give the optimizer a number`
      refuseOption("optimizer", sentence, value)
    }
    this.#learningRate = value
  }

  override applyGradients(gradients: Parameters<tf.Optimizer["applyGradients"]>[0]): void {
    const count = this.iterations + 1
    const named =
      Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }))
    const given = named.flatMap(({ name, tensor }) => {
      const weight = tf.engine().registeredVariables[name]
      // `minimize` lists every weight, those without a gradient too.
      const gradient: tf.Tensor | undefined = tensor
      return weight && gradient ? [{ name, weight, gradient }] : []
    })
    const clipped = tf.tidy(() =>
      clip(
        given.map(({ gradient }) => gradient),
        this.#settings.config,
      ),
    )
    for (const [index, { name, weight, gradient }] of given.entries())
      this.#step(name, weight, clipped[index] ?? gradient, count)
    tf.dispose(clipped.filter((tensor, index) => tensor !== given[index]?.gradient))
    this.incrementIterations()
  }

  #step(name: string, weight: tf.Variable, gradient: tf.Tensor, count: number): void {
    const before = this.#states.get(name)
    const rate = this.learningRate
    const { weightDecay } = this.#settings.config
    const after = tf.tidy(() => {
      const state = before ?? this.#rule.begins.map(value => tf.fill(weight.shape, value))
      const decayed = weightDecay === null ? weight : weight.sub(weight.mul(weightDecay * rate))
      const fused = this.#rule.fused?.(decayed, gradient, state, rate, count)
      if (fused) {
        weight.assign(fused)
        return state.map(tensor => tf.keep(tensor))
      }
      const [step, ...next] = this.#rule.change(gradient, state, rate, count)
      weight.assign(decayed.sub(step))
      return next.map(tensor => tf.keep(tensor))
    })
    this.#states.set(name, after)
    tf.dispose((before ?? []).filter(tensor => !after.includes(tensor)))
  }

  override dispose(): void {
    for (const state of this.#states.values()) tf.dispose([...state])
    this.#states.clear()
  }

  override getClassName(): string {
    return this.#settings.className
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.#settings.config, learningRate: this.learningRate }
  }
}

/**
 * An optimizer for `minimize`, with Keras 3's formulas. Dispose it to free what it keeps of each weight.
 * @throws ShapeError when there is no such optimizer, or an option has a value that it cannot have
 */
export const tfjsOptimizer = (optimizer: unknown): tf.Optimizer => new RuleOptimizer(settingsOf(optimizer))

/** How far each step goes now. */
export const learningRateOf = (optimizer: tf.Optimizer): number => {
  const found: unknown = Reflect.get(optimizer, "learningRate")
  if (typeof found !== "number") throw new Error("an optimizer without a learning rate")
  return found
}

/** Steps from now on go as far as this. */
export const setLearningRate = (optimizer: tf.Optimizer, value: number): void => {
  if ("setLearningRate" in optimizer && typeof optimizer.setLearningRate === "function") {
    optimizer.setLearningRate(value)
  } else Reflect.set(optimizer, "learningRate", value)
}
