import { globalAveragePooling2d, type GlobalAveragePooling2D, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<GlobalAveragePooling2D>(globalAveragePooling2d())
expectType<SymbolicTensor<["B", 8]>>(globalAveragePooling2d()(input({ shape: [28, "W", 8] })))
expectType<SymbolicTensor<["B", 1, 1, 8]>>(globalAveragePooling2d({ keepDims: true })(input({ shape: [28, "W", 8] })))

// @ts-expect-error globalAveragePooling2d() needs a rank-4 input [batch, height, width, channels], got [B, 8]
globalAveragePooling2d()(input({ shape: [8] }))
