/**
 * Keras 3's optimizers as optimizers of tfjs. tfjs's own differ from Keras: adam has its epsilon inside the correction of
 * the bias, momentum takes the learning rate of now for gradients of before, and state is kept by a weight's place in the
 * list of gradients, not by its name.
 */
import * as tf from "@tensorflow/tfjs"
import { type OptimizerSettings, settingsOf } from "./optimizers.js"

/** What is taken from a weight, and the state after that. */
type Change = readonly [step: tf.Tensor, ...state: tf.Tensor[]]

/** One optimizer's formula. */
interface Rule {
  /** What each tensor of a weight's state begins with: one tensor for each number. */
  readonly begins: readonly number[]
  /** @param count of this step, from 1 */
  readonly change: (gradient: tf.Tensor, state: readonly tf.Tensor[], rate: number, count: number) => Change
}

/** `old` moved towards `value`, keeping a part of itself: Keras's `m += (value - m) * (1 - kept)`. */
const blend = (old: tf.Tensor, value: tf.Tensor, kept: number) => old.add(value.sub(old).mul(1 - kept))

const at = (state: readonly tf.Tensor[], index: number): tf.Tensor => {
  const tensor = state[index]
  if (!tensor) throw new Error(`an optimizer without state ${index}`)
  return tensor
}

const sgdRule = ({ momentum, nesterov }: { momentum: number; nesterov: boolean }): Rule => ({
  begins: momentum === 0 ? [] : [0],
  change: (gradient, state, rate) => {
    const plain = gradient.mul(rate)
    if (momentum === 0) return [plain]
    const velocity = at(state, 0).mul(momentum).sub(plain)
    return [nesterov ? plain.sub(velocity.mul(momentum)) : velocity.neg(), velocity]
  },
})

interface Adam {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}
const adamRule = ({ beta1, beta2, epsilon }: Adam): Rule => ({
  begins: [0, 0],
  change: (gradient, state, rate, count) => {
    const mean = blend(at(state, 0), gradient, beta1)
    const squares = blend(at(state, 1), gradient.square(), beta2)
    const alpha = (rate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count)
    return [mean.mul(alpha).div(squares.sqrt().add(epsilon)), mean, squares]
  },
})

const adamaxRule = ({ beta1, beta2, epsilon }: Adam): Rule => ({
  begins: [0, 0],
  change: (gradient, state, rate, count) => {
    const mean = blend(at(state, 0), gradient, beta1)
    const greatest = at(state, 1).mul(beta2).maximum(gradient.abs())
    return [mean.mul(rate / (1 - beta1 ** count)).div(greatest.add(epsilon)), mean, greatest]
  },
})

const adagradRule = ({
  initialAccumulatorValue,
  epsilon,
}: Record<"initialAccumulatorValue" | "epsilon", number>): Rule => ({
  begins: [initialAccumulatorValue],
  change: (gradient, state, rate) => {
    const squares = at(state, 0).add(gradient.square())
    return [gradient.mul(rate).div(squares.add(epsilon).sqrt()), squares]
  },
})

const adadeltaRule = ({ rho, epsilon }: Record<"rho" | "epsilon", number>): Rule => ({
  begins: [0, 0],
  change: (gradient, state, rate) => {
    const squares = blend(at(state, 0), gradient.square(), rho)
    const steps = at(state, 1)
    const step = steps.add(epsilon).sqrt().mul(gradient).div(squares.add(epsilon).sqrt())
    return [step.mul(rate), squares, blend(steps, step.square(), rho)]
  },
})

interface Rmsprop {
  readonly decay: number
  readonly momentum: number
  readonly epsilon: number
  readonly centered: boolean
}
const rmspropRule = ({ decay, momentum, epsilon, centered }: Rmsprop): Rule => ({
  begins: [0, ...(centered ? [0] : []), ...(momentum > 0 ? [0] : [])],
  change: (gradient, state, rate) => {
    const squares = blend(at(state, 0), gradient.square(), decay)
    const mean = centered ? [blend(at(state, 1), gradient, decay)] : []
    const variance = mean.reduce((left, value) => left.sub(value.square()), squares)
    const step = gradient.mul(rate).div(variance.add(epsilon).sqrt())
    if (momentum === 0) return [step, squares, ...mean]
    const velocity = at(state, state.length - 1)
      .mul(momentum)
      .add(step)
    return [velocity, squares, ...mean, velocity]
  },
})

const ruleOf = (settings: OptimizerSettings): Rule => {
  switch (settings.className) {
    case "SGD":
      return sgdRule(settings.config)
    case "Adam":
      return adamRule(settings.config)
    case "Adamax":
      return adamaxRule(settings.config)
    case "Adagrad":
      return adagradRule(settings.config)
    case "Adadelta":
      return adadeltaRule(settings.config)
    case "RMSProp":
      return rmspropRule(settings.config)
  }
}

class RuleOptimizer extends tf.Optimizer {
  static readonly className = "RuleOptimizer"
  learningRate: number
  readonly #settings: OptimizerSettings
  readonly #rule: Rule
  /** By the names of the weights. */
  readonly #states = new Map<string, readonly tf.Tensor[]>()

  constructor(settings: OptimizerSettings) {
    super()
    this.#settings = settings
    this.#rule = ruleOf(settings)
    this.learningRate = settings.config.learningRate
  }

  override applyGradients(gradients: Parameters<tf.Optimizer["applyGradients"]>[0]): void {
    const count = this.iterations + 1
    const named =
      Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }))
    for (const { name, tensor } of named) {
      const weight = tf.engine().registeredVariables[name]
      // `minimize` lists every weight, those without a gradient too.
      const gradient: tf.Tensor | undefined = tensor
      if (weight && gradient) this.#step(name, weight, gradient, count)
    }
    this.incrementIterations()
  }

  #step(name: string, weight: tf.Variable, gradient: tf.Tensor, count: number): void {
    const before = this.#states.get(name)
    const after = tf.tidy(() => {
      const state = before ?? this.#rule.begins.map(value => tf.fill(weight.shape, value))
      const [step, ...next] = this.#rule.change(gradient, state, this.learningRate, count)
      weight.assign(weight.sub(step))
      return next.map(tensor => tf.keep(tensor))
    })
    this.#states.set(name, after)
    tf.dispose([...(before ?? [])])
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
