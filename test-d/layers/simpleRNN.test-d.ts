import { input, type Params, type SimpleRNN, type SymbolicTensor, simpleRNN } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })
const last = simpleRNN({ units: 8 })
expectType<SimpleRNN<8, false, false>>(last)
expectType<SymbolicTensor<["B", 8]>>(last(x))
expectType<SymbolicTensor<["B", "T", 8]>>(simpleRNN({ units: 8, returnSequences: true })(x))
expectType<168>({} as Params<typeof last, ["B", 7, 12]>)

const [output, h] = simpleRNN({ units: 8, returnState: true })(x)
expectType<SymbolicTensor<["B", 8]>>(output)
expectType<SymbolicTensor<["B", 8]>>(last(x, { initialState: [h] }))

// @ts-expect-error simpleRNN(8) takes 1 state [h], got 2
last(x, { initialState: [h, h] })
// @ts-expect-error simpleRNN(8) needs a rank-3 input [batch, time, features], got [B, 28, 28, 3]; leave the batch out of the input's shape, or run the layer over one more axis with timeDistributed({ layer })
last(input({ shape: [28, 28, 3] }))
