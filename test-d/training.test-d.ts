/** Metrics, schedules and callbacks: what they are called in the history, and what they take. */
import { expectType } from "tsd"
import {
  adamW,
  dense,
  input,
  type IntTensor,
  losses,
  metrics,
  type MetricSettings,
  model,
  schedules,
  type Tensor,
} from "shapeproof"

declare const data: Tensor<[100, 12]>
declare const classes: IntTensor<[100]>
const x = input({ shape: [12] })
const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })

// A metric stands in the history under its name
const trained = net.compile({
  optimizer: "adam",
  loss: losses.sparseCategoricalCrossentropy({ fromLogits: true }),
  metrics: ["accuracy", metrics.sparseTopKCategoricalAccuracy({ k: 2, name: "top2" }), metrics.f1Score()],
})
const { history } = await trained.fit(data, classes)
expectType<readonly number[]>(history.top2)
expectType<readonly number[]>(history.f1Score)
expectType<readonly number[] | undefined>(history.val_top2)
expectType<{ readonly [name in "loss" | "accuracy" | "top2" | "f1Score"]: number }>(
  await trained.evaluate(data, classes),
)
const named: MetricSettings<"area"> = metrics.auc({ curve: "PR", name: "area" })

// Options that a metric does not have
// @ts-expect-error Type 'string' is not assignable to type 'number'
metrics.auc({ numThresholds: "many" })
// @ts-expect-error Object literal may only specify known properties
metrics.precision({ k: 3 })
// @ts-expect-error is not assignable to type
net.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["acuracy"] })

// A schedule is a learning rate
const rate = schedules.piecewiseConstantDecay({ boundaries: [100, 200], values: [0.1, 0.01, 0.001] })
net.compile({ optimizer: adamW({ learningRate: rate, weightDecay: 0.01, clipnorm: 1 }), loss: "meanSquaredError" })
// @ts-expect-error values must be 3, one more than boundaries, got 2
schedules.piecewiseConstantDecay({ boundaries: [100, 200], values: [0.1, 0.01] })
declare const steps: number[]
schedules.piecewiseConstantDecay({ boundaries: steps, values: [0.1, 0.01] })
