/** What Keras 3 computed: scripts/fixtures/training.py writes it. */
import { readFileSync } from "node:fs"
import * as tf from "@tensorflow/tfjs"
import type { Activation } from "../../src/core/activations.js"
import type { EarlyStoppingOptions } from "../../src/train/earlyStopping.js"
import type { Optimizer } from "../../src/train/optimizers.js"
import type { ReduceLROnPlateauOptions } from "../../src/train/rateCallbacks.js"
import type { LossName, MetricName } from "../../src/train/names.js"

export interface Plain {
  readonly shape: number[]
  readonly dtype: "float32" | "int32"
  readonly values: number[]
}
interface LossRow {
  readonly name: LossName
  readonly options: Readonly<Record<string, unknown>>
  readonly truth: Plain
  readonly prediction: Plain
  readonly values: Plain
  readonly reductions: readonly {
    readonly mask: Plain | null
    readonly weights: Plain | null
    readonly loss: number
    readonly gradient: Plain
  }[]
}
interface MetricRow {
  readonly name: MetricName
  readonly options: Readonly<Record<string, unknown>>
  readonly loss: LossName | "custom"
  readonly batches: readonly { readonly truth: Plain; readonly prediction: Plain; readonly mask: Plain | null }[]
  readonly result: number
}
interface OptimizerRow {
  readonly name: Exclude<Optimizer, object>
  readonly options: Readonly<Record<string, number | boolean>>
  readonly begin: readonly Plain[]
  readonly steps: readonly {
    readonly learningRate: number
    readonly gradients: readonly Plain[]
    readonly weights: readonly Plain[]
  }[]
}
interface Fixture {
  readonly losses: readonly Omit<LossRow, "options">[]
  /** With options, and losses that came later. */
  readonly lossOptions: readonly LossRow[]
  readonly metrics: readonly Omit<MetricRow, "options">[]
  /** With options, and metrics that came later. */
  readonly metricOptions: readonly MetricRow[]
  readonly optimizers: readonly OptimizerRow[]
  /** With options of all optimizers, and optimizers that came later. */
  readonly optimizerOptions: readonly OptimizerRow[]
  readonly schedules: readonly {
    readonly name: string
    readonly options: Readonly<Record<string, unknown>>
    readonly rates: readonly { readonly step: number; readonly rate: number }[]
  }[]
  readonly plateaus: readonly {
    readonly options: ReduceLROnPlateauOptions
    readonly curve: readonly number[]
    readonly rates: readonly number[]
  }[]
  readonly activations: readonly {
    readonly name: Activation
    readonly x: Plain
    readonly y: Plain
    readonly slopes: Plain
    readonly gradient: Plain
  }[]
  readonly regularizers: readonly {
    readonly name: "l1" | "l2" | "l1l2" | "orthogonal"
    readonly options: object
    readonly weight: Plain
    readonly cost: number
    readonly gradient: Plain
  }[]
  readonly earlyStopping: readonly {
    readonly options: EarlyStoppingOptions
    readonly curve: readonly number[]
    readonly last: number
    readonly restored: number | null
  }[]
}

export const fixture: Fixture = JSON.parse(readFileSync(new URL("../fixtures/training.json", import.meta.url), "utf8"))

export const tensorOf = ({ values, shape, dtype }: Plain): tf.Tensor => tf.tensor(values, shape, dtype)
export const maskOf = (mask: Plain | null): tf.Tensor | null => (mask ? tensorOf(mask).cast("bool") : null)
