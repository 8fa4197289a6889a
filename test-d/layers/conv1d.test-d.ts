import { type Conv1D, conv1d, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const eight = conv1d({ filters: 8, kernelSize: 3 })
expectType<Conv1D<8, 3>>(eight)

const sequence = input({ shape: [10, 12] })
expectType<SymbolicTensor<["B", 8, 8]>>(eight(sequence))
expectType<296>({} as Params<typeof eight, ["B", 10, 12]>)

// Padded, the length stays; causal sees no later step
expectType<SymbolicTensor<["B", 10, 8]>>(conv1d({ filters: 8, kernelSize: 3, padding: "same" })(sequence))
expectType<SymbolicTensor<["B", 10, 8]>>(
  conv1d({ filters: 8, kernelSize: 3, padding: "causal", dilationRate: 4 })(sequence),
)
expectType<SymbolicTensor<["B", 5, 8]>>(
  conv1d({ filters: 8, kernelSize: [3], strides: 2, padding: "causal" })(sequence),
)
expectType<SymbolicTensor<["B", "T", 8]>>(
  conv1d({ filters: 8, kernelSize: 3, padding: "same" })(input({ shape: ["T", 12] })),
)
expectType<SymbolicTensor<["B", "T-2", 8]>>(eight(input({ shape: ["T", 12] })))

// Channels first
expectType<SymbolicTensor<["B", 8, 10]>>(
  conv1d({ filters: 8, kernelSize: 3, dataFormat: "channelsFirst" })(input({ shape: [10, 12] })),
)

// Refusals
// @ts-expect-error conv1d(8): a kernel of 20 does not fit axis 1 (time), which is 10; make kernelSize smaller or padding "same"
conv1d({ filters: 8, kernelSize: 20 })(sequence)
// @ts-expect-error conv1d(8) needs a rank-3 input [batch, time, channels], got [B, 64]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
eight(input({ shape: [64] }))
// @ts-expect-error conv1d(8) needs a rank-3 input [batch, time, channels], got [B, 28, 28, 3]; timeDistributed({ layer }) runs it over one more axis
eight(input({ shape: [28, 28, 3] }))
// @ts-expect-error kernelSize must be one positive integer or a list of 1, got [3, 3]
conv1d({ filters: 8, kernelSize: [3, 3] })
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 3
conv1d({ filters: 8, kernelSize: 3, strides: 3, dilationRate: 2 })
