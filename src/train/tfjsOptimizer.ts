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

/** A weight and its gradient. */
interface Given {
  readonly name: string
  readonly weight: tf.Variable
  readonly gradient: tf.Tensor
}

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
    const all = given.map((one, index) => ({ ...one, gradient: clipped[index] ?? one.gradient }))
    this.#step(all, this.iterations + 1)
    tf.dispose(clipped.filter((tensor, index) => tensor !== given[index]?.gradient))
    this.incrementIterations()
  }

  #step(given: readonly Given[], count: number): void {
    const rate = this.learningRate
    const { weightDecay } = this.#settings.config
    const before = given.map(({ name }) => this.#states.get(name))
    const after = tf.tidy(() => {
      const weighed = given.map(({ weight, gradient }, index) => ({
        weight: weightDecay === null ? weight : weight.sub(weight.mul(weightDecay * rate)),
        gradient,
        state: before[index] ?? this.#rule.begins.map(value => tf.fill(weight.shape, value)),
      }))
      const fused = this.#rule.fused?.(weighed, rate, count)
      return weighed.map(({ weight, gradient, state }, index) => {
        const variable = given[index]?.weight
        const whole = fused?.[index]
        if (whole) {
          variable?.assign(whole)
          return state.map(tensor => tf.keep(tensor))
        }
        return tf.tidy(() => {
          const [step, ...next] = this.#rule.change(gradient, state, rate, count)
          variable?.assign(weight.sub(step))
          return next.map(tensor => tf.keep(tensor))
        })
      })
    })
    for (const [index, { name }] of given.entries()) {
      const state = after[index] ?? []
      this.#states.set(name, state)
      tf.dispose((before[index] ?? []).filter(tensor => !state.includes(tensor)))
    }
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
