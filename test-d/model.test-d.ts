import { expectType } from "tsd"
import {
  adam,
  dense,
  embedding,
  flatten,
  input,
  type IntTensor,
  losses,
  type LossSettings,
  lstm,
  type Model,
  model,
  type Params,
  repeatVector,
  type SymbolicIntTensor,
  type SymbolicTensor,
  sequential,
  type Tensor,
  type UnknownShape,
} from "shapeproof"
import { argMax, zeros } from "shapeproof/ops"

const x = input({ shape: [7, 12] })
const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })
expectType<Model<SymbolicTensor<["B", 7, 12]>, SymbolicTensor<["B", 7, 5]>>>(net)

declare const hundred: Tensor<[100, 7, 12]>
declare const some: Tensor<["N", 7, 12]>
declare const integers: IntTensor<[100, 7, 12]>
declare const loaded: Tensor<number[]>
expectType<Tensor<[100, 7, 5]>>(net.predict(hundred))
expectType<Tensor<["N", 7, 5]>>(net.predict(some))
expectType<Tensor<[100, 7, 5]>>(net.predict(integers))
expectType<Tensor<["B", 7, 5]>>(net.predict(loaded))

declare const wide: Tensor<[100, 7, 13]>
declare const one: Tensor<[7, 12]>
// @ts-expect-error predict: x must be [B, 7, 12], got [100, 7, 13]: axis 2 must be 12, not 13
net.predict(wide)
// @ts-expect-error predict: x must be [B, 7, 12], got [7, 12]: the batch axis is missing; one sample is [1, 7, 12]
net.predict(one)
// @ts-expect-error predict: x must be one tensor [B, 7, 12], got a list; give the tensor itself
net.predict([hundred])

// Several inputs and outputs, as a list
const source = input({ shape: ["Tx", 71] })
const target = input({ shape: ["Ty", 94] })
const [, h, c] = lstm({ units: 256, returnState: true })(source)
const decoder = lstm({ units: 256, returnSequences: true, returnState: true })
const [sequence, nextH] = decoder(target, { initialState: [h, c] })
const probabilities = dense({ units: 94, activation: "softmax" })(sequence)
const seq2seq = model({ inputs: [source, target], outputs: [probabilities, nextH] })
declare const names: Tensor<[32, 16, 71]>
declare const answers: Tensor<[32, 59, 94]>
declare const fewer: Tensor<[31, 59, 94]>
expectType<[Tensor<[32, 59, 94]>, Tensor<[32, 256]>]>(seq2seq.predict([names, answers]))
// @ts-expect-error predict: x[1] must be [B, Ty, 94], got [31, 59, 94]: axis 0 must be 32, as B is in x[0], not 31
seq2seq.predict([names, fewer])
// @ts-expect-error predict: x must be a list of 2 tensors, got 1
seq2seq.predict([names])

// As a record
const translator = model({ inputs: { source, target }, outputs: { probabilities } })
expectType<{ probabilities: Tensor<[32, 59, 94]> }>(translator.predict({ source: names, target: answers }))
// @ts-expect-error predict: x lacks target
translator.predict({ source: names })
// @ts-expect-error predict: x.target must be [B, Ty, 94], got [100, 7, 12]: axis 2 must be 94, not 12
translator.predict({ source: names, target: hundred })

// A model as a layer
expectType<SymbolicTensor<["B", 7, 5]>>(net(input({ shape: [7, 12] })))
expectType<SymbolicTensor<["B", 35]>>(input({ shape: [7, 12] }).pipe(net, flatten()))
// @ts-expect-error the model's input must be [B, 7, 12], got [B, 12]: rank 3 is needed, not 2
net(input({ shape: [12] }))

// Training: only after compile
// @ts-expect-error Property 'fit' does not exist on type
net.fit
const trained = net.compile({
  optimizer: adam({ learningRate: 0.01 }),
  loss: "categoricalCrossentropy",
  metrics: ["accuracy"],
})
declare const labels: Tensor<[100, 7, 5]>
declare const classes: IntTensor<[100, 7]>
declare const few: Tensor<[90, 7, 5]>
const history = await trained.fit(hundred, labels, { epochs: 2 })
expectType<readonly number[]>(history.history.accuracy)
expectType<readonly number[] | undefined>(history.history.val_loss)
// @ts-expect-error Property 'acuracy' does not exist on type
history.history.acuracy

// Of several outputs each has numbers of its own.
const whole = dense({ units: 5 })(x)
const forked = model({ inputs: x, outputs: { whole, last: lstm({ units: 2 })(whole) } })
const many = await forked
  .compile({ optimizer: adam(), loss: "meanSquaredError", metrics: ["accuracy"] })
  .fit(hundred, { whole: labels, last: zeros([100, 2]) })
expectType<readonly number[]>(many.history.loss)
expectType<readonly number[]>(many.history.whole_loss)
expectType<readonly number[]>(many.history.last_accuracy)
declare const ofAll: "accuracy" extends keyof typeof many.history ? true : false
expectType<false>(ofAll)

// @ts-expect-error fit: y must be [B, 7, 5], got [90, 7, 5]: axis 0 must be 100, as B is in x, not 90
trained.fit(hundred, few)
// @ts-expect-error fit: y must be [B, 7, 5], got [100, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
trained.fit(hundred, classes)
// @ts-expect-error fit: x must be [B, 7, 12], got [100, 7, 13]: axis 2 must be 12, not 13
trained.fit(wide, labels)
// @ts-expect-error validationData: y must be [B, 7, 5], got [100, 7]: rank 3 is needed, not 2; for integer labels use the loss sparseCategoricalCrossentropy
trained.fit(hundred, labels, { validationData: [hundred, classes] })

const sparse = net.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" })
sparse.fit(hundred, classes)
// @ts-expect-error evaluate: y must be [B, 7], got [100, 7, 5]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
sparse.evaluate(hundred, labels)

// No silent broadcasting of [N] against [N, 1]
const regression = sequential(input({ shape: [12] }), dense({ units: 1 })).compile({
  optimizer: "sgd",
  loss: "meanSquaredError",
})
declare const features: Tensor<[100, 12]>
declare const values: Tensor<[100]>
// @ts-expect-error fit: y must be [B, 1], got [100]: rank 2 is needed, not 1; give the labels a last axis of 1
regression.fit(features, values)

// One loss for each output
const several = seq2seq.compile({ optimizer: "adam", loss: ["sparseCategoricalCrossentropy", "meanSquaredError"] })
declare const tokens: IntTensor<[32, 59]>
declare const states: Tensor<[32, 256]>
several.fit([names, answers], [tokens, states])
// @ts-expect-error fit: y[0] must be [B, Ty], got [32, 59, 94]: rank 2 is needed, not 3; for one-hot labels use the loss categoricalCrossentropy
several.fit([names, answers], [answers, states])

// Losses with options take the labels that their names take
const focused = net.compile({ optimizer: "adam", loss: losses.categoricalFocalCrossentropy({ gamma: 1 }) })
focused.fit(hundred, labels)
const ofLogits = net.compile({ optimizer: "adam", loss: losses.sparseCategoricalCrossentropy({ fromLogits: true }) })
ofLogits.fit(hundred, classes)
expectType<LossSettings<"huber">>(losses.huber({ delta: 2 }))
// @ts-expect-error Object literal may only specify known properties
losses.huber({ gamma: 2 })
// CTC takes labels of any length
declare const words: IntTensor<[100, 3]>
net.compile({ optimizer: "adam", loss: "ctc" }).fit(hundred, words)

// Losses and metrics by name
// @ts-expect-error is not assignable to type
net.compile({ optimizer: "adam", loss: "crossentropy" })

// Rows of layers
const row = sequential(input({ shape: [7, 12] }), lstm({ units: 8 }), dense({ units: 5 }))
expectType<Tensor<[100, 5]>>(row.predict(hundred))
expectType<SymbolicTensor<["B", 5]>>(x.pipe(lstm({ units: 8 }), dense({ units: 5 })))
// @ts-expect-error lstm(9) needs a rank-3 input [batch, time, features], got [B, 8]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
sequential(input({ shape: [7, 12] }), lstm({ units: 8 }), lstm({ units: 9 }))
// @ts-expect-error lstm(9) needs a rank-3 input [batch, time, features], got [B, 8]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
x.pipe(lstm({ units: 8 }), lstm({ units: 9 }))
// @ts-expect-error in sequential, layer 2: lstm(9) needs a rank-3 input [batch, time, features], got [B, 8]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
sequential(lstm({ units: 8 }), lstm({ units: 9 }))(x)

// The number of weights is a type
expectType<65>(0 as unknown as Params<ReturnType<typeof five>>)
const five = () => sequential(input({ shape: [7, 12] }), dense({ units: 5 }))
const layer = dense({ units: 5 })

// A row of more layers than one step of the compiler's walk takes
const wider = dense({ units: 6 })
const twelve = sequential(
  input({ shape: [5] }),
  layer,
  wider,
  layer,
  wider,
  layer,
  wider,
  layer,
  wider,
  layer,
  wider,
  layer,
  wider,
)
expectType<SymbolicTensor<["B", 6]>>(twelve.outputs)
expectType<421>(0 as unknown as Params<typeof twelve>)
expectType<65>(0 as unknown as Params<typeof layer, ["B", 12]>)
expectType<number>(0 as unknown as Params<typeof net>)

// A refused layer is one mistake, not two
// @ts-expect-error dense(5) needs an input of rank 2 or more [batch, ..., features], got [3]; add a batch axis
const refused = dense({ units: 5 })({} as SymbolicTensor<[3]>)
expectType<SymbolicTensor<UnknownShape>>(refused)

// Layers of different kinds, written where they are used
const story = input({ shape: ["T"], dtype: "int32" })
expectType<SymbolicTensor<["B", 8]>>(story.pipe(embedding({ inputDim: 30, outputDim: 4 }), lstm({ units: 8 })))
const reader = sequential(story, embedding({ inputDim: 30, outputDim: 4 }), lstm({ units: 8 }), dense({ units: 1 }))
expectType<SymbolicTensor<["B", 1]>>(reader.outputs)
expectType<SymbolicTensor<["B", 3, 5]>>(input({ shape: [4] }).pipe(repeatVector({ n: 3 }), dense({ units: 5 })))

// Layers that only move values keep the dtype, in a row too; a model in a row gives its own
const counts = input({ shape: [7, 12], dtype: "int32" })
const largest = model({ inputs: input({ shape: [84] }), outputs: argMax(input({ shape: [84] }), -1) })
expectType<SymbolicIntTensor<["B", 84]>>(counts.pipe(flatten()))
expectType<SymbolicIntTensor<["B", 7, 84]>>(counts.pipe(sequential(flatten()), repeatVector({ n: 7 })))
expectType<SymbolicIntTensor<["B", 84]>>(sequential(flatten())(counts))
expectType<SymbolicIntTensor<["B", 84]>>(sequential(counts, flatten()).outputs)
expectType<SymbolicTensor<["B", 5]>>(counts.pipe(flatten(), dense({ units: 5 })))
expectType<SymbolicIntTensor<["B"]>>(input({ shape: [7, 12] }).pipe(flatten(), largest))
