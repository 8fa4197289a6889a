/** A list, or no tensor, where one tensor is wanted; layers in others. Each is refused by the compiler, and when it runs. */
import {
  add,
  attention,
  bidirectional,
  concatenate,
  conv2d,
  dense,
  dropout,
  flatten,
  gru,
  input,
  lstm,
  model,
  reshape,
  sequential,
  softmax,
  type SymbolicTensor,
  timeDistributed,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const states = lstm({ units: 4, returnSequences: true, returnState: true })(x)
const [first] = states
expectType<SymbolicTensor<["B", 7, 5]>>(dense({ units: 5 })(first))

const words = input({ shape: [7], dtype: "string" })
const row = sequential(lstm({ units: 3, returnSequences: true }), lstm({ units: 4 }))
const net = model({ inputs: x, outputs: dense({ units: 5 })(x) })
const two = model({ inputs: [x, input({ shape: [5] })], outputs: dense({ units: 5 })(x) })
const named = model({ inputs: { week: x, day: input({ shape: [5] }) }, outputs: dense({ units: 5 })(x) })

export const refused: readonly (() => unknown)[] = [
  // What a layer with returnState: true gives
  // @ts-expect-error dense(5) takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => dense({ units: 5 })(states),
  // @ts-expect-error gru(5) takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => gru({ units: 5 })(states),
  // @ts-expect-error bidirectional(gru(5)) takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => bidirectional({ layer: gru({ units: 5 }) })(states),
  // @ts-expect-error timeDistributed(dense(5)) takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => timeDistributed({ layer: dense({ units: 5 }) })(states),
  // @ts-expect-error reshape([-1]) takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => reshape({ targetShape: [-1] })(states),
  // @ts-expect-error sequential takes one tensor, got a list of 3; take one of it, the first with const [output] = ...
  () => sequential(dense({ units: 5 }))(states),
  // @ts-expect-error the model's input must be one tensor [B, 7, 12], got a list; give the tensor itself
  () => net(states),
  // @ts-expect-error in sequential, layer 2: lstm(4) gives a list of tensors, and a row of layers takes one; leave out returnState and mergeMode: null, or call the layer by itself
  () => sequential(dense({ units: 3 }), lstm({ units: 4, returnState: true }))(x),

  // What is no tensor
  // @ts-expect-error softmax(axis -1) takes one tensor, got text; bring it to numbers first
  () => softmax()(words),
  // @ts-expect-error dropout takes one tensor, got a layer; call that one first
  () => dropout({ rate: 0.5 })(dense({ units: 5 })),
  // @ts-expect-error flatten takes one tensor, got nothing
  () => flatten()(undefined),
  // @ts-expect-error conv2d(8) takes one tensor, got no tensor
  () => conv2d({ filters: 8, kernelSize: 3 })({ x }),

  // A layer that takes a list, in a row
  // @ts-expect-error add takes a list of tensors, and a row of layers gives one; call the layer by itself
  () => x.pipe(add(), dense({ units: 5 })),
  // @ts-expect-error concatenate(axis -1) takes a list of tensors, and a row of layers gives one; call the layer by itself
  () => sequential(x, concatenate()),
  // @ts-expect-error in sequential, layer 1: attention takes a list of tensors, and a row of layers gives one; call the layer by itself
  () => sequential(attention())(x),

  // The way to a layer inside of others
  // @ts-expect-error in timeDistributed: in sequential, layer 1: lstm(3) needs a rank-3 input [batch, time, features], got [B, 12]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  () => timeDistributed({ layer: row })(x),
  // @ts-expect-error in sequential, layer 2: in sequential, layer 1: lstm(3) needs a rank-3 input [batch, time, features], got [B, 5]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  () => sequential(lstm({ units: 5 }), row)(x),
  // @ts-expect-error in sequential, layer 1: lstm(3) needs a rank-3 input [batch, time, features], got [B, 84]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
  () => x.pipe(flatten(), row),
  // @ts-expect-error in timeDistributed: the model's input must be [B, 7, 12], got [B, 8, 12]: axis 1 must be 7, not 8
  () => timeDistributed({ layer: net })(input({ shape: [5, 8, 12] })),
  // @ts-expect-error in timeDistributed: a model with several inputs takes all of them, and here comes one tensor; call it by itself
  () => timeDistributed({ layer: two })(input({ shape: [5, 7, 12] })),
  // @ts-expect-error the model's input[1] must be [B, 5], got [B, 6]: axis 1 must be 5, not 6
  () => two([x, input({ shape: [6] })]),
  // @ts-expect-error the model's input.day must be [B, 5], got [B, 6]: axis 1 must be 5, not 6
  () => named({ week: x, day: input({ shape: [6] }) }),
]
