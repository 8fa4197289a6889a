/** Labels and losses. Each function is refused by the compiler, and in the same words when it runs. */
import { dense, flatten, input, losses, model, sequential, tensor } from "shapeproof"

const zeros = <const axes extends readonly number[]>(...axes: axes) =>
  tensor(new Float32Array(axes.reduce((product, axis) => product * axis, 1)), axes)
const classes = <const axes extends readonly number[]>(...axes: axes) =>
  tensor(new Int32Array(axes.reduce((product, axis) => product * axis, 1)), axes)

const x = input({ shape: [7, 12] })
const week = dense({ units: 5, activation: "softmax" })(x)
const value = dense({ units: 1 })(flatten()(x))
const two = zeros(2, 7, 12)

const net = model({ inputs: x, outputs: week })
const oneHot = net.compile({ optimizer: "sgd", loss: "categoricalCrossentropy" })
const integers = net.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" })
const regression = model({ inputs: x, outputs: value }).compile({ optimizer: "sgd", loss: "meanSquaredError" })
const yesOrNo = model({ inputs: x, outputs: value }).compile({ optimizer: "sgd", loss: "binaryCrossentropy" })
const list = model({ inputs: x, outputs: [week, value] })
const both = list.compile({ optimizer: "sgd", loss: ["sparseCategoricalCrossentropy", "meanSquaredError"] })
const record = model({ inputs: x, outputs: { week, value } })
const named = record.compile({
  optimizer: "sgd",
  loss: { week: "categoricalCrossentropy", value: "meanAbsoluteError" },
})

const focal = net.compile({ optimizer: "sgd", loss: losses.categoricalFocalCrossentropy({ gamma: 1 }) })
const logits = net.compile({ optimizer: "sgd", loss: losses.sparseCategoricalCrossentropy({ fromLogits: true }) })
const spread = net.compile({ optimizer: "sgd", loss: "ctc" })
const mixed = list.compile({
  optimizer: "sgd",
  loss: [losses.sparseCategoricalCrossentropy(), losses.huber({ delta: 2 })],
})

export const refused: readonly (() => unknown)[] = [
  // One-hot, integers, and the loss that is meant
  // @ts-expect-error fit: y must be [B, 7, 5], got [2, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
  () => oneHot.fit(two, classes(2, 7)),
  // @ts-expect-error trainOnBatch: y must be [B, 7], got [2, 7, 5]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
  () => integers.trainOnBatch(two, zeros(2, 7, 5)),
  // @ts-expect-error evaluate: y must be [B, 7], got [2, 7, 1]: rank 2 is needed, not 3; leave out the last axis of the labels
  () => integers.evaluate(two, classes(2, 7, 1)),
  // @ts-expect-error fit: y must be [B, 1], got [2]: rank 2 is needed, not 1; give the labels a last axis of 1
  () => regression.fit(two, zeros(2)),
  // @ts-expect-error fit: y must be [B, 1], got [2]: rank 2 is needed, not 1; give the labels a last axis of 1
  () => yesOrNo.fit(two, zeros(2)),
  // @ts-expect-error fit: y[0] must be [B, 7], got [2, 7, 5]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
  () => both.fit(two, [zeros(2, 7, 5), zeros(2, 1)]),
  // @ts-expect-error evaluate: y[1] must be [B, 1], got [2]: rank 2 is needed, not 1; give the labels a last axis of 1
  () => both.evaluate(two, [classes(2, 7), zeros(2)]),
  // @ts-expect-error fit: y.week must be [B, 7, 5], got [2, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
  () => named.fit(two, { week: classes(2, 7), value: zeros(2, 1) }),

  // Losses with options
  // @ts-expect-error fit: y must be [B, 7, 5], got [2, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
  () => focal.fit(two, classes(2, 7)),
  // @ts-expect-error fit: y must be [B, 7], got [2, 7, 5]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
  () => logits.fit(two, zeros(2, 7, 5)),
  // @ts-expect-error fit: y must be [B, ?], got [2, 7, 5]: rank 2 is needed, not 3
  () => spread.fit(two, zeros(2, 7, 5)),
  // @ts-expect-error fit: y must be [B, ?], got [3, 4]: axis 0 must be 2, as B is in x, not 3
  () => spread.fit(two, classes(3, 4)),
  // @ts-expect-error fit: y[0] must be [B, 7], got [2, 7, 5]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
  () => mixed.fit(two, [zeros(2, 7, 5), zeros(2, 1)]),

  // Batches have xs and ys
  // @ts-expect-error fitDataset: xs must be [B, 7, 12], got [2, 7, 13]: axis 2 must be 12, not 13
  () => oneHot.fitDataset([{ xs: zeros(2, 7, 13), ys: zeros(2, 7, 5) }]),
  // @ts-expect-error fitDataset: ys must be [B, 7, 5], got [1, 7, 5]: axis 0 must be 2, as B is in xs, not 1
  () => oneHot.fitDataset([{ xs: two, ys: zeros(1, 7, 5) }]),

  // Which axis, and the batch
  // @ts-expect-error fit: y must be [B, 7, 5], got [2, 7, 6]: axis 2 must be 5, not 6
  () => oneHot.fit(two, zeros(2, 7, 6)),
  // @ts-expect-error fit: y must be [B, 7, 5], got [1, 7, 5]: axis 0 must be 2, as B is in x, not 1
  () => oneHot.fit(two, zeros(1, 7, 5)),
  // @ts-expect-error fit: y must be [B, 7, 5], got [7, 5]: the batch axis is missing; one sample is [1, 7, 5]
  () => oneHot.fit(zeros(1, 7, 12), zeros(7, 5)),
  // @ts-expect-error fit: x must be [B, 7, 12], got [7, 12]: the batch axis is missing; one sample is [1, 7, 12]
  () => oneHot.fit(zeros(7, 12), zeros(1, 7, 5)),
  // @ts-expect-error validationData: y must be [B, 7, 5], got [2, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
  () => oneHot.fit(two, zeros(2, 7, 5), { verbose: 0, validationData: [two, classes(2, 7)] }),

  // Another form than the model's
  // @ts-expect-error fit: y must be a list of 2 tensors, got one tensor
  () => both.fit(two, classes(2, 7)),
  // @ts-expect-error fit: y lacks value
  () => named.fit(two, { week: zeros(2, 7, 5) }),
  // @ts-expect-error fit: y must be one tensor [B, 7, 5], got a list; give the tensor itself
  () => oneHot.fit(two, [zeros(2, 7, 5)]),

  // A loss that cannot work
  // @ts-expect-error loss: sparseCategoricalCrossentropy needs an output of rank 2 or more [batch, ..., classes]
  () => sequential(input({ shape: [] }), net2()).compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" }),
  // @ts-expect-error loss: ctc needs an output of rank 3 [batch, time, classes], got [B, 1]
  () => model({ inputs: x, outputs: value }).compile({ optimizer: "sgd", loss: "ctc" }),
]

/** A model of single numbers. */
const net2 = () => {
  const one = input({ shape: [] })
  return model({ inputs: one, outputs: one })
}
