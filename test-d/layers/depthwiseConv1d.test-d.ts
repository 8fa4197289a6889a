import { input, type Params, type SymbolicTensor, depthwiseConv1d, type DepthwiseConv1D } from "shapeproof"
import { expectType } from "tsd"

const first = depthwiseConv1d({ kernelSize: 3 })
expectType<DepthwiseConv1D<3>>(first)

const x = input({ shape: [10, 8] })
expectType<SymbolicTensor<["B", 8, 8]>>(first(x))
expectType<SymbolicTensor<["B", 4, 8]>>(depthwiseConv1d({ kernelSize: 3, strides: 2 })(x))
expectType<SymbolicTensor<["B", 5, 8]>>(depthwiseConv1d({ kernelSize: 3, padding: "same", strides: 2 })(x))
expectType<SymbolicTensor<["B", 6, 8]>>(depthwiseConv1d({ kernelSize: 3, dilationRate: 2 })(x))
expectType<SymbolicTensor<["B", 10, 6]>>(depthwiseConv1d({ kernelSize: 3, dataFormat: "channelsFirst" })(x))
expectType<32>({} as Params<typeof first, ["B", 10, 8]>)

// Refusals
// @ts-expect-error depthwiseConv1d(9): a kernel of 9 does not fit axis 1 (time), which is 7; make kernelSize smaller or padding "same"
depthwiseConv1d({ kernelSize: 9 })(input({ shape: [7, 8] }))
// @ts-expect-error depthwiseConv1d(4): a kernel of 4, dilated by 3, does not fit axis 1 (time), which is 7; make kernelSize or dilationRate smaller, or padding "same"
depthwiseConv1d({ kernelSize: 4, dilationRate: 3 })(input({ shape: [7, 8] }))
// @ts-expect-error depthwiseConv1d(3) needs a rank-3 input [batch, time, channels], got [B, 28]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
first(input({ shape: [28] }))
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
depthwiseConv1d({ kernelSize: 3, strides: 2, dilationRate: 2 })
// @ts-expect-error kernelSize must be a positive integer, got 0
depthwiseConv1d({ kernelSize: 0 })
