import { bidirectional, dense, gruCell, input, lstm, lstmCell, type Params, type RNN, rnn } from "shapeproof"
import { type LSTMCell, stackedRNNCells, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const last = rnn({ cell: lstmCell({ units: 32 }) })
expectType<RNN<LSTMCell<32>, false, false>>(last)
expectType<5760>({} as Params<typeof last, ["B", 7, 12]>)
expectType<SymbolicTensor<["B", 32]>>(last(x))
expectType<SymbolicTensor<["B", "T", 32]>>(
  rnn({ cell: lstmCell({ units: 32 }), returnSequences: true })(input({ shape: ["T", 12] })),
)

// The states of a stack, in the order of its cells
const cell = stackedRNNCells({ cells: [lstmCell({ units: 32 }), gruCell({ units: 8 })] })
const encoder = rnn({ cell, returnState: true })
const [output, ...states] = encoder(x)
expectType<SymbolicTensor<["B", 8]>>(output)
const decoder = rnn({ cell, returnSequences: true })
expectType<SymbolicTensor<["B", 7, 8]>>(decoder(x, { initialState: states }))
const [, h, c] = lstm({ units: 32, returnState: true })(x)
const from = rnn({ cell: lstmCell({ units: 32 }) })(x, { initialState: [h, c] })
expectType<SymbolicTensor<["B", 32]>>(from)

// In both directions
expectType<SymbolicTensor<["B", 7, 16]>>(bidirectional({ layer: decoder })(x))

// Refusals
// @ts-expect-error rnn(lstmCell(32)) needs an input of rank 3 or more [batch, time, ...], got [B, 32]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
last(from)
// @ts-expect-error rnn(lstmCell(32)) needs an input of rank 3 or more [batch, time, ...], got [B]
last(input({ shape: [] }))
// @ts-expect-error in rnn: lstmCell(32) takes one step [batch, features], got [B, 5, 12]; rnn({ cell }) runs it over the time axis
last(input({ shape: [7, 5, 12] }))
// @ts-expect-error rnn(lstmCell(32)) takes 2 states [h, c], got 1
last(x, { initialState: [h] })
// @ts-expect-error rnn(stackedRNNCells(lstmCell(32), gruCell(8))): initialState cells[1] h must be [B, 8], got [B, 32]; the layer that gives the states needs the same units
decoder(x, { initialState: [h, c, c] })
// @ts-expect-error cell must be a cell, such as lstmCell({ units }), or stackedRNNCells({ cells }) of them
rnn({ cell: dense({ units: 8 }) })
