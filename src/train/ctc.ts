/** Connectionist temporal classification (Graves et al. 2006): the cost of labels of which nobody knows the steps. */
import * as tf from "@tensorflow/tfjs"

/** `log(e ** a + e ** b)`, also of -Infinity. */
const either = (a: number, b: number): number => {
  const greater = Math.max(a, b)
  return greater === Number.NEGATIVE_INFINITY ? greater : greater + Math.log1p(Math.exp(-Math.abs(a - b)))
}

/** One sample: its logits, and what its gradient is written to, both from `at` on. */
interface Sample {
  readonly logits: ArrayLike<number>
  readonly gradient: Float32Array
  readonly at: number
  readonly steps: number
  readonly classes: number
}

/** Log-probabilities of the classes at each step. */
const logarithms = ({ logits, at, steps, classes }: Sample): Float64Array => {
  const out = new Float64Array(steps * classes)
  for (let step = 0; step < steps; step++) {
    const row = step * classes
    let greatest = Number.NEGATIVE_INFINITY
    for (let index = 0; index < classes; index++) greatest = Math.max(greatest, logits[at + row + index] ?? 0)
    let sum = 0
    for (let index = 0; index < classes; index++) sum += Math.exp((logits[at + row + index] ?? 0) - greatest)
    for (let index = 0; index < classes; index++)
      out[row + index] = (logits[at + row + index] ?? 0) - greatest - Math.log(sum)
  }
  return out
}

/** The labels with a blank, which is 0, before, between and behind them. */
const withBlanks = (labels: readonly number[]): readonly number[] => [0, ...labels.flatMap(label => [label, 0])]

/**
 * Sums over all ways to go through `states`, a state a step: the logarithm of what leads to a state, with its own step.
 * A way may stay, go on by one, or leap over a blank between two different labels. From the end where `back`.
 */
const ways = (logs: Float64Array, states: readonly number[], steps: number, classes: number, back: boolean) => {
  const count = states.length
  const table = new Float64Array(steps * count).fill(Number.NEGATIVE_INFINITY)
  const direction = back ? -1 : 1
  const [first, edge] = back ? [steps - 1, count - 1] : [0, 0]
  const log = (step: number, state: number) => logs[step * classes + (states[state] ?? 0)] ?? Number.NaN
  for (const state of count > 1 ? [edge, edge + direction] : [edge]) table[first * count + state] = log(first, state)
  for (let passed = 1; passed < steps; passed++) {
    const step = first + passed * direction
    const before = (step - direction) * count
    for (let state = 0; state < count; state++) {
      const near = state - direction
      const far = near - direction
      let sum = table[before + state] ?? 0
      if (near >= 0 && near < count) sum = either(sum, table[before + near] ?? 0)
      const leaps = far >= 0 && far < count && states[state] !== 0 && states[state] !== states[far]
      if (leaps) sum = either(sum, table[before + far] ?? 0)
      table[step * count + state] = sum + log(step, state)
    }
  }
  return table
}

/** The cost of one sample; its gradient is written besides. */
const costOf = (sample: Sample, labels: readonly number[]): number => {
  const { gradient, at, steps, classes } = sample
  if (steps === 0) return labels.length === 0 ? 0 : Number.POSITIVE_INFINITY
  if (labels.some(label => label < 0 || label >= classes)) return Number.NaN
  const logs = logarithms(sample)
  const states = withBlanks(labels)
  const count = states.length
  const forward = ways(logs, states, steps, classes, false)
  const backward = ways(logs, states, steps, classes, true)
  const end = steps * count - 1
  const total = count > 1 ? either(forward[end] ?? 0, forward[end - 1] ?? 0) : (forward[end] ?? 0)
  if (total === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY
  for (let step = 0; step < steps; step++) {
    for (let index = 0; index < classes; index++)
      gradient[at + step * classes + index] = Math.exp(logs[step * classes + index] ?? 0)
    for (const [state, label] of states.entries()) {
      const place = step * count + state
      const own = logs[step * classes + label] ?? 0
      const share = Math.exp((forward[place] ?? 0) + (backward[place] ?? 0) - own - total)
      const to = at + step * classes + label
      gradient[to] = (gradient[to] ?? 0) - share
    }
  }
  return -total
}

/**
 * `-log p(labels)`, over all ways to spread labels `[B, L]` over the steps of logits `[B, T, V]`, as Keras's `ctc`: class
 * 0 is the blank, and what fills labels up. Sequences that need more steps than there are cost Infinity, and teach nothing.
 */
export const ctc = (truth: tf.Tensor, prediction: tf.Tensor): tf.Tensor => {
  const [batch = 0, steps = 0, classes = 0] = prediction.shape
  const length = truth.shape[1] ?? 0
  const labels = truth.dataSync<"float32">()
  const compute = tf.customGrad((given, save) => {
    if (!(given instanceof tf.Tensor) || typeof save !== "function") throw new Error("ctc takes one tensor")
    const logits = given.dataSync<"float32">()
    const gradient = new Float32Array(logits.length)
    const costs = Float32Array.from({ length: batch }, (_, index) => {
      const row = Array.from(labels.slice(index * length, (index + 1) * length))
      const own = row.slice(0, row.filter(label => label !== 0).length)
      return costOf({ logits, gradient, at: index * steps * classes, steps, classes }, own)
    })
    save([tf.tensor(gradient, given.shape)])
    return {
      value: tf.tensor1d(costs),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved.map(slope => dy.reshape([batch, 1, 1]).mul(slope)),
    }
  })
  return compute(prediction)
}
