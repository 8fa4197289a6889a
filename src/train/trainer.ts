import * as tf from "@tensorflow/tfjs"
import { type LogitsOf, withLogits } from "../backend/softmax.js"
import type { Network, Value } from "../core/network.js"
import type { Logs } from "./callbacks.js"
import { lossFor, maskOf, reduced } from "./losses.js"
import { type AnyLossSettings, defaultsOf } from "./lossOptions.js"
import type { Metric } from "./metric.js"
import type { MetricGiven } from "./metricOptions.js"
import { metricFor } from "./metrics.js"
import { tfjsOptimizer } from "./tfjsOptimizer.js"
import type { Loss, LossFunction } from "./targets.js"

/** An output with what it is compared by. */
interface Target {
  /** Begins the names of its numbers when a model has several outputs. */
  readonly prefix: string
  readonly loss: AnyLossSettings | LossFunction
  readonly metrics: readonly Metric[]
}

/** One batch: the inputs, the truths, and a weight for each sample. */
export interface Batch {
  readonly xs: readonly tf.Tensor[]
  readonly ys: readonly tf.Tensor[]
  readonly weights?: tf.Tensor | undefined
}

/**
 * Sums over batches, from which the numbers of an epoch come: the count of samples, the loss times it, and what the
 * metrics need. All of them add up, so that a last batch of another size weighs what it should.
 */
export type Sums = readonly tf.Tensor[]

/** One step of training, and one of measuring, over a network with its losses. */
export class Trainer {
  readonly optimizer: tf.Optimizer
  readonly targets: readonly Target[]
  #trainable: tf.Variable[] | undefined
  #constrained: readonly tf.LayerVariable[] | undefined

  constructor(
    readonly network: Network,
    optimizer: unknown,
    lossOfOutput: readonly Loss[],
    names: readonly string[] | undefined,
    metrics: readonly MetricGiven[],
  ) {
    this.optimizer = tfjsOptimizer(optimizer)
    const several = network.outputs.length > 1
    this.targets = network.outputs.map(({ shape, source }, index) => {
      const given = lossOfOutput[index] ?? "meanSquaredError"
      const loss = typeof given === "string" ? defaultsOf(given) : given
      const last = shape.at(-1)
      const width = typeof last === "number" ? last : null
      return {
        prefix: several ? `${names?.[index] ?? source.name}_` : "",
        loss,
        metrics: metrics.map(metric => metricFor(metric, typeof loss === "function" ? "custom" : loss.name, width)),
      }
    })
  }

  /** The names of the numbers. */
  get keys(): readonly string[] {
    const own = this.targets.flatMap(({ prefix, metrics }) => [
      ...(prefix ? [`${prefix}loss`] : []),
      ...metrics.map(({ name }) => `${prefix}${name}`),
    ])
    return ["loss", ...own]
  }

  /** Changes the weights once. The sums are the caller's to dispose. */
  step(batch: Batch): Sums {
    this.#trainable ??= [...this.network.trainable]
    let compared: readonly Compared[] = []
    const cost = this.optimizer.minimize(
      () => {
        const { loss, parts } = this.#forward(batch, true)
        compared = parts.map(kept)
        return loss
      },
      true,
      this.#trainable,
    )
    if (!cost) throw new Error("an optimizer that gives no loss")
    this.#constrained ??= this.network.constrained
    for (const weight of this.#constrained) tf.tidy(() => void weight.write(weight.read().clone()))
    // Here and not above, where each op would be recorded for a gradient that nobody asks for.
    const sums = tf.tidy(() => [...this.#sums(batch, cost, compared)])
    cost.dispose()
    for (const { loss, output } of compared) tf.dispose([loss, output?.tensor ?? [], output?.mask ?? []])
    return sums
  }

  /** Measures a batch without changing anything. The sums are the caller's to dispose. */
  measure(batch: Batch): Sums {
    return tf.tidy(() => {
      const { loss, parts } = this.#forward(batch, false)
      return [...this.#sums(batch, loss, parts)]
    })
  }

  /** The numbers that some sums give. */
  numbers(sums: readonly Float32Array[]): Logs {
    const [head = new Float32Array(2), ...rest] = sums
    const [count = 0, total = 0] = head
    const logs: Record<string, number> = { loss: total / count }
    for (const { prefix, metrics } of this.targets) {
      if (prefix) logs[`${prefix}loss`] = (rest.shift()?.[0] ?? 0) / count
      for (const metric of metrics) logs[`${prefix}${metric.name}`] = metric.result([...(rest.shift() ?? [])])
    }
    return logs
  }

  #forward(batch: Batch, training: boolean): { loss: tf.Scalar; parts: readonly Compared[] } {
    return withLogits(
      () => this.network.run(batch.xs, training),
      (outputs, logitsOf) => this.#compare(batch, outputs, logitsOf),
    )
  }

  #compare(
    { ys, weights }: Batch,
    outputs: readonly Value[],
    logitsOf: LogitsOf,
  ): { loss: tf.Scalar; parts: readonly Compared[] } {
    const parts = this.targets.flatMap((target, index): Compared[] => {
      const [output, truth] = [outputs[index], ys[index]]
      if (!output || !truth) return []
      const loss = lossOf(target.loss, truth, output, weights, logitsOf)
      return [{ target, truth, loss, output: target.metrics.length > 0 ? output : undefined }]
    })
    const [first = tf.scalar(0), ...others] = [...parts.map(({ loss }) => loss), ...this.network.penalties]
    return { loss: others.reduce((sum, loss) => sum.add(loss), first), parts }
  }

  #sums({ xs }: Batch, loss: tf.Scalar, parts: readonly Compared[]): Sums {
    const count = xs[0]?.shape[0] ?? 0
    const own = parts.flatMap(({ target: { prefix, metrics }, truth, loss: part, output }) => [
      ...(prefix ? [part.mul(count).reshape([1])] : []),
      ...(output ? metrics.map(metric => joined(metric.update(truth, output.tensor, output.mask))) : []),
    ])
    return [loss.mul([0, count]).add([count, 0]), ...own]
  }
}

/** What an output gave: its loss, and what its metrics need. */
interface Compared {
  readonly target: Target
  readonly truth: tf.Tensor
  readonly loss: tf.Scalar
  /** Missing where there are no metrics. */
  readonly output: Value | undefined
}

/** Outlives the tidy that it was made in. Clones, since an output may be an input or a weight. */
const kept = ({ output, loss, ...rest }: Compared): Compared => ({
  ...rest,
  loss: tf.keep(loss.clone()),
  output: output && {
    tensor: tf.keep(output.tensor.clone()),
    mask: output.mask && tf.keep(output.mask.clone()),
  },
})

const joined = (sums: readonly tf.Tensor[]): tf.Tensor => tf.concat(sums.map(sum => sum.toFloat().reshape([-1])))

const lossOf = (
  loss: AnyLossSettings | LossFunction,
  truth: tf.Tensor,
  { tensor, mask }: Value,
  weights: tf.Tensor | undefined,
  logitsOf: LogitsOf,
): tf.Scalar => {
  const isOwn = typeof loss === "function"
  const values = isOwn ? ownLoss(loss, truth, tensor) : lossFor(loss)(truth, tensor, logitsFor(loss, tensor, logitsOf))
  const fits = mask && mask.rank === values.rank ? mask : null
  const counted = isOwn ? fits : both(fits, maskOf(loss, truth, tensor))
  return reduced(values, counted, weights && values.rank > 0 ? weights : null)
}

/** What a loss can be computed from in place of probabilities, where softmax or sigmoid gave them: as Keras does it. */
const logitsFor = ({ name }: AnyLossSettings, tensor: tf.Tensor, logitsOf: LogitsOf): tf.Tensor | undefined =>
  name === "binaryCrossentropy" ? logitsOf(tensor, "sigmoid")
  : name === "categoricalCrossentropy" || name === "sparseCategoricalCrossentropy" ? logitsOf(tensor, "softmax")
  : undefined

const both = (one: tf.Tensor | null, other: tf.Tensor | null) =>
  one && other ? one.cast("bool").logicalAnd(other) : (one ?? other)

const ownLoss = (loss: LossFunction, truth: tf.Tensor, prediction: tf.Tensor): tf.Tensor => {
  const values: unknown = Reflect.apply(loss, undefined, [truth, prediction])
  if (values instanceof tf.Tensor) return values
  throw new Error("a loss function must return a tensor")
}
