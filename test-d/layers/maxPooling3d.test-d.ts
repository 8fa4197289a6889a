import { input, type SymbolicTensor, maxPooling3d, type MaxPooling3D } from "shapeproof"
import { expectType } from "tsd"

const first = maxPooling3d()
expectType<MaxPooling3D<2>>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 5, 6, 7, 8]>>(first(x))
expectType<SymbolicTensor<["B", 5, 6, 7, 8]>>(maxPooling3d({ padding: "same" })(x))
expectType<SymbolicTensor<["B", 8, 6, 4, 8]>>(maxPooling3d({ poolSize: [3, 2, 4], strides: [1, 2, 3] })(x))
expectType<SymbolicTensor<["B", 10, 6, 7, 4]>>(maxPooling3d({ dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error maxPooling3d(9): a pool of 9 does not fit axis 2 (height), which is 5; make poolSize smaller or padding "same"
maxPooling3d({ poolSize: 9 })(input({ shape: [10, 5, 10, 3] }))
// @ts-expect-error maxPooling3d([1, 2, 9]): a pool of 9 does not fit axis 3 (width), which is 8; make poolSize smaller or padding "same"
maxPooling3d({ poolSize: [1, 2, 9] })(input({ shape: [10, 10, 8, 3] }))
// @ts-expect-error maxPooling3d(2) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 3]; add an axis of channels with reshape
first(input({ shape: [28, 28, 3] }))
// @ts-expect-error poolSize must be one positive integer or a list of 3, got [2, 2]
maxPooling3d({ poolSize: [2, 2] })
// @ts-expect-error strides must be a positive integer, got 0.5
maxPooling3d({ strides: 0.5 })
