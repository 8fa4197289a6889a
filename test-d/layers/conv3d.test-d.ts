import { input, type Params, type SymbolicTensor, conv3d, type Conv3D } from "shapeproof"
import { expectType } from "tsd"

const first = conv3d({ filters: 6, kernelSize: 3 })
expectType<Conv3D<6, 3>>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 8, 10, 12, 6]>>(first(x))
expectType<SymbolicTensor<["B", 4, 5, 6, 6]>>(conv3d({ filters: 6, kernelSize: 3, strides: 2 })(x))
expectType<SymbolicTensor<["B", 5, 6, 7, 6]>>(conv3d({ filters: 6, kernelSize: 3, padding: "same", strides: 2 })(x))
expectType<SymbolicTensor<["B", 6, 8, 10, 6]>>(conv3d({ filters: 6, kernelSize: 3, dilationRate: 2 })(x))
expectType<SymbolicTensor<["B", 6, 10, 12, 6]>>(conv3d({ filters: 6, kernelSize: 3, dataFormat: "channelsFirst" })(x))
expectType<1302>({} as Params<typeof first, ["B", 10, 12, 14, 8]>)

// Refusals
// @ts-expect-error conv3d(6): a kernel of 9 does not fit axis 1 (depth), which is 7; make kernelSize smaller or padding "same"
conv3d({ filters: 6, kernelSize: 9 })(input({ shape: [7, 12, 14, 8] }))
// @ts-expect-error conv3d(6): a kernel of 4, dilated by 3, does not fit axis 1 (depth), which is 7; make kernelSize or dilationRate smaller, or padding "same"
conv3d({ filters: 6, kernelSize: 4, dilationRate: 3 })(input({ shape: [7, 12, 14, 8] }))
// @ts-expect-error conv3d(6) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28]
first(input({ shape: [28, 28] }))
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
conv3d({ filters: 6, kernelSize: 3, strides: 2, dilationRate: 2 })
// @ts-expect-error filters must be a positive integer, got -1
conv3d({ filters: -1, kernelSize: 3 })
