import {
  type Bidirectional,
  bidirectional,
  dense,
  gru,
  input,
  type LSTM,
  lstm,
  type Params,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const both = bidirectional({ layer: lstm({ units: 32, returnSequences: true }) })
expectType<Bidirectional<LSTM<32, true, false>, "concat">>(both)

// Twice the width, or merged, or two outputs
expectType<SymbolicTensor<["B", 7, 64]>>(both(x))
expectType<SymbolicTensor<["B", 32]>>(bidirectional({ layer: gru({ units: 32 }), mergeMode: "sum" })(x))
const [forward, backward] = bidirectional({ layer: gru({ units: 32 }), mergeMode: null })(x)
expectType<SymbolicTensor<["B", 32]>>(forward)
expectType<SymbolicTensor<["B", 32]>>(backward)
expectType<11520>({} as Params<typeof both, ["B", 7, 12]>)

// The states of both directions
const [output, fh, fc, bh, bc] = bidirectional({ layer: lstm({ units: 32, returnState: true }) })(x)
expectType<SymbolicTensor<["B", 64]>>(output)
expectType<SymbolicTensor<["B", 32]>>(bc)
expectType<SymbolicTensor<["B", 7, 64]>>(both(x, { initialState: [fh, fc, bh, bc] }))

// Refusals
// @ts-expect-error bidirectional(lstm(32)) takes 4 states [forward_h, forward_c, backward_h, backward_c], got 2
both(x, { initialState: [fh, fc] })
// @ts-expect-error in bidirectional: lstm(32) needs a rank-3 input [batch, time, features], got [B, 12]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
both(input({ shape: [12] }))
// @ts-expect-error layer must be a recurrent layer, such as an lstm, a gru, or an rnn of a cell
bidirectional({ layer: dense({ units: 32 }) })
