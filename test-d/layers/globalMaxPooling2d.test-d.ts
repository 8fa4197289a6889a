import { globalMaxPooling2d, type GlobalMaxPooling2D, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<GlobalMaxPooling2D>(globalMaxPooling2d())
expectType<SymbolicTensor<["B", 8]>>(globalMaxPooling2d()(input({ shape: [28, "W", 8] })))
expectType<SymbolicTensor<["B", 1, 1, 8]>>(globalMaxPooling2d({ keepDims: true })(input({ shape: [28, "W", 8] })))

// @ts-expect-error globalMaxPooling2d() needs a rank-4 input [batch, height, width, channels], got [B, 8]
globalMaxPooling2d()(input({ shape: [8] }))
