import { input, type SymbolicTensor, upSampling3d, type UpSampling3D } from "shapeproof"
import { expectType } from "tsd"

const first = upSampling3d()
expectType<UpSampling3D<2>>(first)

const x = input({ shape: ["D", 28, 28, 8] })
expectType<SymbolicTensor<["B", "2*D", 56, 56, 8]>>(first(x))
expectType<SymbolicTensor<["B", 20, 30, 10, 8]>>(upSampling3d({ size: [2, 3, 1] })(input({ shape: [10, 10, 10, 8] })))
expectType<SymbolicTensor<["B", 10, 30, 30, 24]>>(
  upSampling3d({ size: 3, dataFormat: "channelsFirst" })(input({ shape: [10, 10, 10, 8] })),
)

// Refusals
// @ts-expect-error upSampling3d(2) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 8]; add an axis of channels with reshape
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error size must be one positive integer or a list of 3, got [2, 2]
upSampling3d({ size: [2, 2] })
// @ts-expect-error size must be a positive integer, got 0
upSampling3d({ size: 0 })

// Also where the type of the variable is written
const written: UpSampling3D<2> = upSampling3d()
expectType<SymbolicTensor<["B", 4, 4, 4, 1]>>(written(input({ shape: [2, 2, 2, 1] })))
