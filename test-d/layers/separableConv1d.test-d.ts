import { input, type Params, type SymbolicTensor, separableConv1d, type SeparableConv1D } from "shapeproof"
import { expectType } from "tsd"

const first = separableConv1d({ filters: 6, kernelSize: 3 })
expectType<SeparableConv1D<6, 3>>(first)

const x = input({ shape: [10, 8] })
expectType<SymbolicTensor<["B", 8, 6]>>(first(x))
expectType<SymbolicTensor<["B", 4, 6]>>(separableConv1d({ filters: 6, kernelSize: 3, strides: 2 })(x))
expectType<SymbolicTensor<["B", 5, 6]>>(separableConv1d({ filters: 6, kernelSize: 3, padding: "same", strides: 2 })(x))
expectType<SymbolicTensor<["B", 6, 6]>>(separableConv1d({ filters: 6, kernelSize: 3, dilationRate: 2 })(x))
expectType<SymbolicTensor<["B", 6, 6]>>(separableConv1d({ filters: 6, kernelSize: 3, dataFormat: "channelsFirst" })(x))
expectType<78>({} as Params<typeof first, ["B", 10, 8]>)

// Refusals
// @ts-expect-error separableConv1d(6): a kernel of 9 does not fit axis 1 (time), which is 7; make kernelSize smaller or padding "same"
separableConv1d({ filters: 6, kernelSize: 9 })(input({ shape: [7, 8] }))
// @ts-expect-error separableConv1d(6): a kernel of 4, dilated by 3, does not fit axis 1 (time), which is 7; make kernelSize or dilationRate smaller, or padding "same"
separableConv1d({ filters: 6, kernelSize: 4, dilationRate: 3 })(input({ shape: [7, 8] }))
// @ts-expect-error separableConv1d(6) needs a rank-3 input [batch, time, channels], got [B, 28]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
first(input({ shape: [28] }))
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
separableConv1d({ filters: 6, kernelSize: 3, strides: 2, dilationRate: 2 })
// @ts-expect-error filters must be a positive integer, got -1
separableConv1d({ filters: -1, kernelSize: 3 })
