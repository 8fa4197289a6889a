import { depthwiseConv2d, type DepthwiseConv2D, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const plain = depthwiseConv2d({ kernelSize: 3 })
expectType<DepthwiseConv2D<3>>(plain)
const two = depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })
expectType<SymbolicTensor<["B", 26, 26, 8]>>(two(input({ shape: [28, 28, 4] })))
expectType<80>({} as Params<typeof two, ["B", 28, 28, 4]>)

// @ts-expect-error depthMultiplier must be a positive integer, got 0
depthwiseConv2d({ kernelSize: 3, depthMultiplier: 0 })
