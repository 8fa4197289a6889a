import { input, type SymbolicTensor, adaptiveMaxPooling2d, type AdaptiveMaxPooling2D } from "shapeproof"
import { expectType } from "tsd"

const first = adaptiveMaxPooling2d({ outputSize: 3 })
expectType<AdaptiveMaxPooling2D<3>>(first)

const x = input({ shape: [10, 12, 8] })
expectType<SymbolicTensor<["B", 3, 3, 8]>>(first(x))
expectType<SymbolicTensor<["B", 4, 5, 8]>>(adaptiveMaxPooling2d({ outputSize: [4, 5] })(x))
expectType<SymbolicTensor<["B", 10, 3, 3]>>(adaptiveMaxPooling2d({ outputSize: 3, dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error adaptiveMaxPooling2d(3) needs a rank-4 input [batch, height, width, channels], got [B, 28]
first(input({ shape: [28] }))
// @ts-expect-error outputSize must be a positive integer, got 0
adaptiveMaxPooling2d({ outputSize: 0 })
// @ts-expect-error outputSize must be one positive integer or a list of 2, got [1, 2, 3, 4]
adaptiveMaxPooling2d({ outputSize: [1, 2, 3, 4] })
