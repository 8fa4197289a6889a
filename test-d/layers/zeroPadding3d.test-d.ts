import { input, type SymbolicTensor, zeroPadding3d, type ZeroPadding3D } from "shapeproof"
import { expectType } from "tsd"

const first = zeroPadding3d()
expectType<ZeroPadding3D<1>>(first)

const x = input({ shape: ["D", 28, 28, 8] })
expectType<SymbolicTensor<["B", "D+2", 30, 30, 8]>>(first(x))
expectType<SymbolicTensor<["B", 13, 10, 14, 8]>>(
  zeroPadding3d({ padding: [[2, 1], 0, [0, 4]] })(input({ shape: [10, 10, 10, 8] })),
)
expectType<SymbolicTensor<["B", 10, 14, 14, 12]>>(
  zeroPadding3d({ padding: 2, dataFormat: "channelsFirst" })(input({ shape: [10, 10, 10, 8] })),
)

// Refusals
// @ts-expect-error zeroPadding3d(1) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 8]; add an axis of channels with reshape
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error padding must be one integer of 0 or more, or a list for depth, height and width, got a list of 2
zeroPadding3d({ padding: [1, 2] })
// @ts-expect-error padding must be an integer of 0 or more, got -1
zeroPadding3d({ padding: -1 })
