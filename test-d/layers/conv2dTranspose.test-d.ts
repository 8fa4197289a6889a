import { type Conv2DTranspose, conv2dTranspose, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const eight = conv2dTranspose({ filters: 8, kernelSize: 3 })
expectType<Conv2DTranspose<8, 3>>(eight)
const image = input({ shape: [7, "W", 4] })
expectType<SymbolicTensor<["B", 9, "W+2", 8]>>(eight(image))
expectType<296>({} as Params<typeof eight, ["B", 7, 7, 4]>)
expectType<SymbolicTensor<["B", 14, "2*W", 8]>>(
  conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, padding: "same" })(image),
)

// @ts-expect-error conv2dTranspose(8) needs a rank-4 input [batch, height, width, channels], got [B, 7, 7]; add an axis of channels with reshape
eight(input({ shape: [7, 7] }))

// How long it becomes, where several lengths lead back to one
expectType<SymbolicTensor<["B", 16, "2*W+2", 8]>>(
  conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, outputPadding: 1 })(image),
)
expectType<SymbolicTensor<["B", 13, "2*W", 8]>>(
  conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, padding: "same", outputPadding: [0, 1] })(image),
)
// @ts-expect-error outputPadding must be below strides, got 2 with strides 2
conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, outputPadding: 2 })
// @ts-expect-error outputPadding must be above 0 where padding is "same" and kernelSize even, got 0 with kernelSize 4
conv2dTranspose({ filters: 8, kernelSize: 4, strides: 2, padding: "same", outputPadding: 0 })
// @ts-expect-error outputPadding must be one integer of 0 or more or a list of 2, got [1, 1, 1]
conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, outputPadding: [1, 1, 1] })
