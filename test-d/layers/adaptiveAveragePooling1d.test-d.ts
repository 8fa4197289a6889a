import { input, type SymbolicTensor, adaptiveAveragePooling1d, type AdaptiveAveragePooling1D } from "shapeproof"
import { expectType } from "tsd"

const first = adaptiveAveragePooling1d({ outputSize: 3 })
expectType<AdaptiveAveragePooling1D<3>>(first)

const x = input({ shape: [10, 8] })
expectType<SymbolicTensor<["B", 3, 8]>>(first(x))
expectType<SymbolicTensor<["B", 4, 8]>>(adaptiveAveragePooling1d({ outputSize: [4] })(x))
expectType<SymbolicTensor<["B", 10, 3]>>(adaptiveAveragePooling1d({ outputSize: 3, dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error adaptiveAveragePooling1d(3) needs a rank-3 input [batch, time, channels], got [B, 28, 28, 28, 28, 3]
first(input({ shape: [28, 28, 28, 28, 3] }))
// @ts-expect-error outputSize must be a positive integer, got 0
adaptiveAveragePooling1d({ outputSize: 0 })
// @ts-expect-error outputSize must be one positive integer or a list of 1, got [1, 2, 3, 4]
adaptiveAveragePooling1d({ outputSize: [1, 2, 3, 4] })
