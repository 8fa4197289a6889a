import { input, type Params, type SymbolicTensor, conv3dTranspose, type Conv3DTranspose } from "shapeproof"
import { expectType } from "tsd"

const first = conv3dTranspose({ filters: 6, kernelSize: 3 })
expectType<Conv3DTranspose<6, 3>>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 12, 14, 16, 6]>>(first(x))
expectType<SymbolicTensor<["B", 21, 25, 29, 6]>>(conv3dTranspose({ filters: 6, kernelSize: 3, strides: 2 })(x))
expectType<SymbolicTensor<["B", 20, 24, 28, 6]>>(
  conv3dTranspose({ filters: 6, kernelSize: 3, padding: "same", strides: 2 })(x),
)
expectType<SymbolicTensor<["B", 14, 16, 18, 6]>>(conv3dTranspose({ filters: 6, kernelSize: 3, dilationRate: 2 })(x))
expectType<SymbolicTensor<["B", 6, 14, 16, 10]>>(
  conv3dTranspose({ filters: 6, kernelSize: 3, dataFormat: "channelsFirst" })(x),
)
expectType<1302>({} as Params<typeof first, ["B", 10, 12, 14, 8]>)

// Refusals
// @ts-expect-error conv3dTranspose(6) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28]
first(input({ shape: [28, 28] }))
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides 2
conv3dTranspose({ filters: 6, kernelSize: 3, strides: 2, dilationRate: 2 })
// @ts-expect-error filters must be a positive integer, got -1
conv3dTranspose({ filters: -1, kernelSize: 3 })
