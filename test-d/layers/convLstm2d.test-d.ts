import { bidirectional, type ConvLSTM2D, convLstm2d, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [5, 28, 28, 1] })
const last = convLstm2d({ filters: 8, kernelSize: 3 })
expectType<ConvLSTM2D<8, 3, false, false>>(last)
expectType<2624>({} as Params<typeof last, ["B", 5, 28, 28, 1]>)
expectType<SymbolicTensor<["B", 26, 26, 8]>>(last(x))

// Every step, and the states
const [frames, h, c] = convLstm2d({ filters: 8, kernelSize: 3, returnSequences: true, returnState: true })(x)
expectType<SymbolicTensor<["B", 5, 26, 26, 8]>>(frames)
expectType<SymbolicTensor<["B", 26, 26, 8]>>(h)
expectType<SymbolicTensor<["B", 26, 26, 8]>>(last(x, { initialState: [h, c] }))

// Strides, padding, and where the channels stand
const image = input({ shape: ["T", 3, 10, 15] })
expectType<SymbolicTensor<["B", 4, 5, 5]>>(
  convLstm2d({ filters: 4, kernelSize: [2, 3], strides: [2, 3], padding: "same", dataFormat: "channelsFirst" })(image),
)

// In both directions
const both = bidirectional({ layer: convLstm2d({ filters: 8, kernelSize: 3, returnSequences: true }) })
expectType<SymbolicTensor<["B", 5, 26, 26, 16]>>(both(x))

// Refusals
// @ts-expect-error convLstm2d(8) needs a rank-5 input [batch, time, height, width, channels], got [B, 26, 26, 8]; set returnSequences: true on the recurrent layer before it
last(h)
// @ts-expect-error convLstm2d(8) needs a rank-5 input [batch, time, height, width, channels], got [B, 7, 12]
last(input({ shape: [7, 12] }))
// @ts-expect-error in each step of convLstm2d(8): a kernel of 3 does not fit axis 1 (height), which is 2; make kernelSize smaller or padding "same"
last(input({ shape: [5, 2, 28, 1] }))
const [, small] = convLstm2d({ filters: 4, kernelSize: 3, returnState: true })(x)
// @ts-expect-error convLstm2d(8): initialState c must be [B, 26, 26, 8], got [B, 26, 26, 4]
last(x, { initialState: [h, small] })
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
convLstm2d({ filters: 8, kernelSize: 3, strides: 2, dilationRate: 2 })
