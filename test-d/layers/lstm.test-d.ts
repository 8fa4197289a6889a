import { gru, input, type LSTM, lstm, type Params, type SymbolicTensor, type UnknownShape } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const last = lstm({ units: 64 })
const every = lstm({ units: 64, returnSequences: true })
expectType<LSTM<64, false, false>>(last)
expectType<LSTM<64, true, false>>(every)

expectType<SymbolicTensor<["B", 64]>>(last(x))
expectType<SymbolicTensor<["B", 7, 64]>>(every(x))
expectType<SymbolicTensor<["B", "T", 64]>>(every(input({ shape: ["T", 12] })))
expectType<19712>({} as Params<typeof last, ["B", 7, 12]>)

// The states, as a labelled list of fixed length
const [output, h, c] = lstm({ units: 64, returnSequences: true, returnState: true })(x)
expectType<SymbolicTensor<["B", 7, 64]>>(output)
expectType<SymbolicTensor<["B", 64]>>(h)
expectType<SymbolicTensor<["B", 64]>>(c)
expectType<SymbolicTensor<["B", 7, 64]>>(every(x, { initialState: [h, c] }))

// A flag that is only a boolean gives both
declare const flag: boolean
expectType<SymbolicTensor<["B", 64] | ["B", 7, 64]>>(lstm({ units: 64, returnSequences: flag })(x))

// Refusals
// @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, 64]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
expectType<SymbolicTensor<UnknownShape>>(lstm({ units: 32 })(last(x)))
declare const twice: SymbolicTensor<["B", "B", 7, 12]>
// @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, B, 7, 12]; leave B out of the input's shape, which has the batch by itself
lstm({ units: 32 })(twice)
// @ts-expect-error lstm(32) needs a rank-3 input [batch, time, features], got [B, 50, 7, 12]; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })
lstm({ units: 32 })(input({ shape: [50, 7, 12] }))
// @ts-expect-error lstm(32): initialState h must be [B, 32], got [B, 64]; the layer that gives the states needs the same units
lstm({ units: 32 })(x, { initialState: [h, h] as [typeof h, SymbolicTensor<["B", 32]>] })
// @ts-expect-error lstm(64) takes 2 states [h, c], got 1
last(x, { initialState: [h] })
const [, one] = gru({ units: 64, returnState: true })(x)
// @ts-expect-error lstm(64) takes 2 states [h, c], got 1
last(x, { initialState: [one] })
// @ts-expect-error Tuple type
const [, , , fourth] = lstm({ units: 64, returnState: true })(x)
// @ts-expect-error units must be a positive integer, got -1
lstm({ units: -1 })

// In a generic function: states come and go
export const encode = <B extends string, T extends number>(source: SymbolicTensor<[B, T, 64]>) => {
  const [, first, second] = lstm({ units: 64, returnState: true })(source)
  return every(source, { initialState: [first, second] })
}
expectType<SymbolicTensor<["B", 9, 64]>>(encode(input({ shape: [9, 64] })))
