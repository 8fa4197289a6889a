import { input, type SymbolicTensor, cropping3D, type Cropping3D } from "shapeproof"
import { expectType } from "tsd"

const first = cropping3D({ cropping: 3 })
expectType<Cropping3D<3>>(first)

const x = input({ shape: ["D", 28, 28, 8] })
expectType<SymbolicTensor<["B", "D-6", 22, 22, 8]>>(first(x))
expectType<SymbolicTensor<["B", 7, 10, 6, 8]>>(
  cropping3D({ cropping: [[2, 1], 0, [0, 4]] })(input({ shape: [10, 10, 10, 8] })),
)
expectType<SymbolicTensor<["B", 10, 8, 8, 6]>>(
  cropping3D({ cropping: 1, dataFormat: "channelsFirst" })(input({ shape: [10, 10, 10, 8] })),
)

// Refusals
// @ts-expect-error cropping3D(3) cuts off 6 of axis 3 (width), which is 5; crop less
first(input({ shape: [28, 28, 5, 8] }))
// @ts-expect-error cropping3D(3) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 8]; add an axis of channels with reshape
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error cropping must be one integer of 0 or more, or a list for depth, height and width, got a list of 2
cropping3D({ cropping: [1, 2] })
// @ts-expect-error cropping must be one integer of 0 or more for an axis, or a list for its two sides, got a list of 3
cropping3D({ cropping: [1, 2, [3, 4, 5]] })
