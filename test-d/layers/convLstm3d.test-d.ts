import { type ConvLSTM3D, convLstm3d, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [5, 16, 28, 28, 1] })
const last = convLstm3d({ filters: 8, kernelSize: 3 })
expectType<ConvLSTM3D<8, 3, false, false>>(last)
expectType<7808>({} as Params<typeof last, ["B", 5, 16, 28, 28, 1]>)
expectType<SymbolicTensor<["B", 14, 26, 26, 8]>>(last(x))
expectType<SymbolicTensor<["B", 5, 8, 14, 14, 8]>>(
  convLstm3d({ filters: 8, kernelSize: [1, 3, 3], strides: 2, padding: "same", returnSequences: true })(x),
)

// @ts-expect-error convLstm3d(8) needs a rank-6 input [batch, time, depth, height, width, channels], got [B, 14, 26, 26, 8]; set returnSequences: true on the recurrent layer before it
last(last(x))
