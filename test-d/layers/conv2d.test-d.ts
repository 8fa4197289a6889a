import { type Conv2D, type Conv2DWith, conv2d, input, type Params, type SymbolicTensor, type Tensor } from "shapeproof"
import { expectType } from "tsd"

const eight = conv2d({ filters: 8, kernelSize: 3 })
expectType<Conv2D<8, 3>>(eight)

// A window of 3 leaves two rows and two columns less; "same" keeps the size
const image = input({ shape: [28, 28, 1] })
expectType<SymbolicTensor<["B", 26, 26, 8]>>(eight(image))
expectType<80>({} as Params<typeof eight, ["B", 28, 28, 1]>)
expectType<SymbolicTensor<["B", 28, 28, 8]>>(conv2d({ filters: 8, kernelSize: 3, padding: "same" })(image))

// Each axis on its own
const uneven = conv2d({ filters: 8, kernelSize: [3, 5], strides: [1, 2], useBias: false })
expectType<SymbolicTensor<["B", 26, 12, 8]>>(uneven(image))
expectType<120>({} as Params<typeof uneven, ["B", 28, 28, 1]>)
expectType<
  Conv2DWith<
    8,
    readonly [3, 5],
    { strides: readonly [1, 2]; padding: "valid"; dilationRate: 1; dataFormat: "channelsLast"; useBias: false }
  >
>(uneven)

// Strides and dilation
expectType<SymbolicTensor<["B", 13, 13, 8]>>(conv2d({ filters: 8, kernelSize: 3, strides: 2 })(image))
expectType<SymbolicTensor<["B", 14, 14, 8]>>(conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: "same" })(image))
expectType<SymbolicTensor<["B", 20, 20, 8]>>(conv2d({ filters: 8, kernelSize: 3, dilationRate: 4 })(image))

// Channels first
const first = conv2d({ filters: 8, kernelSize: 3, dataFormat: "channelsFirst" })
expectType<SymbolicTensor<["B", 8, 26, 26]>>(first(input({ shape: [1, 28, 28] })))

// Data gives data
declare const data: Tensor<[32, 28, 28, 1]>
expectType<Tensor<[32, 26, 26, 8]>>(eight(data))

// What is not a literal is dynamic, not wrong
declare const size: number
expectType<SymbolicTensor<["B", number, number, 8]>>(conv2d({ filters: 8, kernelSize: size })(image))
expectType<SymbolicTensor<["B", 26, number, 8]>>(eight(input({ shape: [28, null, 1] })))
const config = { filters: 8, kernelSize: 3 }
expectType<SymbolicTensor<["B", number, number, number]>>(conv2d(config)(image))

// Refusals
// @ts-expect-error conv2d(8) needs a rank-4 input [batch, height, width, channels], got [B, 28, 28]; add an axis of channels with reshape
eight(input({ shape: [28, 28] }))
// @ts-expect-error conv2d(8) needs a rank-4 input [batch, height, width, channels], got [B, 9, 28, 28, 1]; timeDistributed({ layer }) runs it over one more axis
eight(input({ shape: [9, 28, 28, 1] }))
// @ts-expect-error conv2d(8): a kernel of 9 does not fit axis 2 (width), which is 5; make kernelSize smaller or padding "same"
conv2d({ filters: 8, kernelSize: 9 })(input({ shape: [28, 5, 3] }))
// @ts-expect-error conv2d(8): a kernel of 3, dilated by 4, does not fit axis 1 (height), which is 8; make kernelSize or dilationRate smaller, or padding "same"
conv2d({ filters: 8, kernelSize: 3, dilationRate: 4 })(input({ shape: [8, 28, 3] }))
// @ts-expect-error filters must be a positive integer, got 0
conv2d({ filters: 0, kernelSize: 3 })
// @ts-expect-error kernelSize must be a positive integer, got 1.5
conv2d({ filters: 8, kernelSize: [3, 1.5] })
// @ts-expect-error kernelSize must be one positive integer or a list of 2, got [3, 3, 3]
conv2d({ filters: 8, kernelSize: [3, 3, 3] })
// @ts-expect-error strides must be a positive integer, got -2
conv2d({ filters: 8, kernelSize: 3, strides: -2 })
// @ts-expect-error dilationRate must be 1 where strides is above 1, got 2 with strides [1, 2]
conv2d({ filters: 8, kernelSize: 3, strides: [1, 2], dilationRate: 2 })
// @ts-expect-error is not assignable to type 'Padding
conv2d({ filters: 8, kernelSize: 3, padding: "causal" })

// In a generic function the rule resolves
export const twice = <B extends string>(x: SymbolicTensor<[B, 28, 28, 3]>) =>
  conv2d({ filters: 4, kernelSize: 5 })(eight(x))
declare const generic: SymbolicTensor<["N", 28, 28, 3]>
expectType<SymbolicTensor<["N", 22, 22, 4]>>(twice(generic))

// Groups: each sees its share of the channels
const grouped = conv2d({ filters: 8, kernelSize: 3, groups: 2 })
expectType<SymbolicTensor<["B", 26, 26, 8]>>(grouped(input({ shape: [28, 28, 4] })))
expectType<152>({} as Params<typeof grouped, ["B", 28, 28, 4]>)
// @ts-expect-error conv2d(8) splits its channels into 2 groups, but there are 1 in [B, 28, 28, 1]; choose groups that divide them
grouped(image)
// @ts-expect-error groups must divide filters, got 3 with filters 8
conv2d({ filters: 8, kernelSize: 3, groups: 3 })
