import { input, type SymbolicTensor, adaptiveMaxPooling3d, type AdaptiveMaxPooling3D } from "shapeproof"
import { expectType } from "tsd"

const first = adaptiveMaxPooling3d({ outputSize: 3 })
expectType<AdaptiveMaxPooling3D<3>>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 3, 3, 3, 8]>>(first(x))
expectType<SymbolicTensor<["B", 4, 5, 6, 8]>>(adaptiveMaxPooling3d({ outputSize: [4, 5, 6] })(x))
expectType<SymbolicTensor<["B", 10, 3, 3, 3]>>(adaptiveMaxPooling3d({ outputSize: 3, dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error adaptiveMaxPooling3d(3) needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 28, 28, 3]; timeDistributed({ layer }) runs it over one more axis
first(input({ shape: [28, 28, 28, 28, 3] }))
// @ts-expect-error outputSize must be a positive integer, got 0
adaptiveMaxPooling3d({ outputSize: 0 })
// @ts-expect-error outputSize must be one positive integer or a list of 3, got [1, 2, 3, 4]
adaptiveMaxPooling3d({ outputSize: [1, 2, 3, 4] })
