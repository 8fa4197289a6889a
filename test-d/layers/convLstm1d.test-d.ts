import { type ConvLSTM1D, convLstm1d, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [5, 28, 1] })
const last = convLstm1d({ filters: 8, kernelSize: 3 })
expectType<ConvLSTM1D<8, 3, false, false>>(last)
expectType<896>({} as Params<typeof last, ["B", 5, 28, 1]>)
expectType<SymbolicTensor<["B", 26, 8]>>(last(x))
expectType<SymbolicTensor<["B", "T", "L-2", 8]>>(
  convLstm1d({ filters: 8, kernelSize: 3, returnSequences: true })(input({ shape: ["T", "L", 1] })),
)

// @ts-expect-error convLstm1d(8) needs a rank-4 input [batch, time, length, channels], got [B, 26, 8]; set returnSequences: true on the recurrent layer before it
last(last(x))
