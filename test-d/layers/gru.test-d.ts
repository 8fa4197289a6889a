import { type GRU, gru, input, lstm, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const last = gru({ units: 64 })
expectType<GRU<64, false, false>>(last)
expectType<SymbolicTensor<["B", 64]>>(last(x))
expectType<SymbolicTensor<["B", 7, 64]>>(gru({ units: 64, returnSequences: true })(x))

// Two biases a gate with resetAfter, Keras 3's default; one without
expectType<14976>({} as Params<typeof last, ["B", 7, 12]>)
const before = gru({ units: 64, resetAfter: false })
expectType<14784>({} as Params<typeof before, ["B", 7, 12]>)

// One state
const [output, h] = gru({ units: 64, returnSequences: true, returnState: true })(x)
expectType<SymbolicTensor<["B", 7, 64]>>(output)
expectType<SymbolicTensor<["B", 64]>>(h)
expectType<SymbolicTensor<["B", 64]>>(last(x, { initialState: [h] }))

// Refusals
// @ts-expect-error Tuple type
const [, , third] = gru({ units: 64, returnState: true })(x)
const [, lstmH, lstmC] = lstm({ units: 64, returnState: true })(x)
// @ts-expect-error gru(64) takes 1 state [h], got 2
last(x, { initialState: [lstmH, lstmC] })
// @ts-expect-error gru(32): initialState h must be [B, 32], got [B, 64]; the layer that gives the states needs the same units
gru({ units: 32 })(x, { initialState: [h] })
// @ts-expect-error gru(64) needs a rank-3 input [batch, time, features], got [B, 64]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
last(last(x))
