import { input, type Params, separableConv2d, type SeparableConv2D, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const eight = separableConv2d({ filters: 8, kernelSize: 3 })
expectType<SeparableConv2D<8, 3>>(eight)
expectType<SymbolicTensor<["B", 26, 26, 8]>>(eight(input({ shape: [28, 28, 4] })))
expectType<76>({} as Params<typeof eight, ["B", 28, 28, 4]>)

// @ts-expect-error separableConv2d(8): a kernel of 3 does not fit axis 1 (height), which is 2; make kernelSize smaller or padding "same"
eight(input({ shape: [2, 28, 4] }))
