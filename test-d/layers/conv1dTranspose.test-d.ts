import { input, type Params, type SymbolicTensor, conv1dTranspose, type Conv1DTranspose } from "shapeproof"
import { expectType } from "tsd"

const first = conv1dTranspose({ filters: 6, kernelSize: 3 })
expectType<Conv1DTranspose<6, 3>>(first)

const x = input({ shape: [10, 8] })
expectType<SymbolicTensor<["B", 12, 6]>>(first(x))
expectType<SymbolicTensor<["B", 21, 6]>>(conv1dTranspose({ filters: 6, kernelSize: 3, strides: 2 })(x))
expectType<SymbolicTensor<["B", 20, 6]>>(conv1dTranspose({ filters: 6, kernelSize: 3, padding: "same", strides: 2 })(x))
expectType<SymbolicTensor<["B", 14, 6]>>(conv1dTranspose({ filters: 6, kernelSize: 3, dilationRate: 2 })(x))
expectType<SymbolicTensor<["B", 6, 10]>>(conv1dTranspose({ filters: 6, kernelSize: 3, dataFormat: "channelsFirst" })(x))
expectType<150>({} as Params<typeof first, ["B", 10, 8]>)

// Refusals
// @ts-expect-error conv1dTranspose(6) needs a rank-3 input [batch, time, channels], got [B, 28]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
first(input({ shape: [28] }))
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
conv1dTranspose({ filters: 6, kernelSize: 3, strides: 2, dilationRate: 2 })
// @ts-expect-error filters must be a positive integer, got -1
conv1dTranspose({ filters: -1, kernelSize: 3 })
