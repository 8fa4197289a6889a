import { input, type LSTMCell, lstmCell, type Params, rnn, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const cell = lstmCell({ units: 32 })
expectType<LSTMCell<32>>(cell)
expectType<5760>({} as Params<typeof cell, ["B", 12]>)

// One step, from zeros or from states
const step = input({ shape: [12] })
const [output, h, c] = cell(step)
expectType<SymbolicTensor<["B", 32]>>(output)
expectType<SymbolicTensor<["B", 32]>>(c)
const [next] = cell(step, { initialState: [h, c] })
expectType<SymbolicTensor<["B", 32]>>(next)

// A whole sequence
expectType<SymbolicTensor<["B", 7, 32]>>(rnn({ cell, returnSequences: true })(input({ shape: [7, 12] })))

// Refusals
// @ts-expect-error lstmCell(32) takes one step [batch, features], got [B, 7, 12]; rnn({ cell }) runs it over the time axis
cell(input({ shape: [7, 12] }))
// @ts-expect-error lstmCell(32) takes 2 states [h, c], got 1
cell(step, { initialState: [h] })
// @ts-expect-error units must be a positive integer, got 0
lstmCell({ units: 0 })
