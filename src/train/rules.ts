/** Keras 3's optimizers as formulas over tensors, and in one kernel where there is one. */
import type * as tf from "@tensorflow/tfjs"
import { fusedAdam, type Weighed } from "../backend/adam.js"
import type { OptimizerSettings } from "./optimizers.js"

/** What is taken from a weight, and the state after that. */
type Change = readonly [step: tf.Tensor, ...state: tf.Tensor[]]

/** One optimizer's formula. */
export interface Rule {
  /** What each tensor of a weight's state begins with: one tensor for each number. */
  readonly begins: readonly number[]
  /** @param count of this step, from 1 */
  readonly change: (gradient: tf.Tensor, state: readonly tf.Tensor[], rate: number, count: number) => Change
  /** The same in one kernel: the weights after it, and their states changed in place. Undefined where there is no kernel. */
  readonly fused?:
    ((weighed: readonly Weighed[], rate: number, count: number) => readonly tf.Tensor[] | undefined) | undefined
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

const adamAlpha = ({ beta1, beta2 }: Adam, rate: number, count: number) =>
  (rate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count)
const adamRule = (settings: Adam & { readonly amsgrad: boolean }): Rule => ({
  begins: settings.amsgrad ? [0, 0, 0] : [0, 0],
  change: (gradient, state, rate, count) => {
    const { beta1, beta2, epsilon, amsgrad } = settings
    const mean = blend(at(state, 0), gradient, beta1)
    const squares = blend(at(state, 1), gradient.square(), beta2)
    const greatest = amsgrad ? [at(state, 2).maximum(squares)] : []
    const divisor = (greatest[0] ?? squares).sqrt().add(epsilon)
    return [mean.mul(adamAlpha(settings, rate, count)).div(divisor), mean, squares, ...greatest]
  },
  fused:
    settings.amsgrad ? undefined : (
      (weighed, rate, count) =>
        fusedAdam(weighed, {
          alpha: adamAlpha(settings, rate, count),
          meanShare: 1 - settings.beta1,
          squareShare: 1 - settings.beta2,
          epsilon: settings.epsilon,
        })
    ),
})

const adamaxRule = ({ beta1, beta2, epsilon }: Adam): Rule => ({
  begins: [0, 0],
  change: (gradient, state, rate, count) => {
    const mean = blend(at(state, 0), gradient, beta1)
    const greatest = at(state, 1).mul(beta2).maximum(gradient.abs())
    return [mean.mul(rate / (1 - beta1 ** count)).div(greatest.add(epsilon)), mean, greatest]
  },
})

/** Products of the momentum of all steps up to one: those of Nadam, which are the same for every weight. */
const momentumProducts = (beta1: number) => {
  const products = [1]
  const momentum = (count: number) => beta1 * (1 - 0.5 * 0.96 ** count)
  const upTo = (count: number): number => {
    for (let known = products.length; known <= count; known++)
      products.push((products[known - 1] ?? 1) * momentum(known))
    return products[count] ?? 0
  }
  return { momentum, upTo }
}

const nadamRule = ({ beta1, beta2, epsilon }: Adam): Rule => {
  const { momentum, upTo } = momentumProducts(beta1)
  return {
    begins: [0, 0],
    change: (gradient, state, rate, count) => {
      const mean = blend(at(state, 0), gradient, beta1)
      const squares = blend(at(state, 1), gradient.square(), beta2)
      const ahead = mean.mul(momentum(count + 1) / (1 - upTo(count + 1)))
      const now = gradient.mul((1 - momentum(count)) / (1 - upTo(count)))
      const divisor = squares
        .div(1 - beta2 ** count)
        .sqrt()
        .add(epsilon)
      return [ahead.add(now).mul(rate).div(divisor), mean, squares]
    },
  }
}

const lionRule = ({ beta1, beta2 }: { beta1: number; beta2: number }): Rule => ({
  begins: [0],
  change: (gradient, state, rate) => {
    const mean = at(state, 0)
    const direction = mean
      .mul(beta1)
      .add(gradient.mul(1 - beta1))
      .sign()
    return [direction.mul(rate), mean.mul(beta2).add(gradient.mul(1 - beta2))]
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

/** The formula of an optimizer, Keras 3's. */
export const ruleOf = (settings: OptimizerSettings): Rule => {
  switch (settings.className) {
    case "SGD":
      return sgdRule(settings.config)
    case "Adam":
    case "AdamW":
      return adamRule(settings.config)
    case "Nadam":
      return nadamRule(settings.config)
    case "Lion":
      return lionRule(settings.config)
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
