import { input, type SymbolicTensor, globalAveragePooling3d, type GlobalAveragePooling3D } from "shapeproof"
import { expectType } from "tsd"

const first = globalAveragePooling3d()
expectType<GlobalAveragePooling3D>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 8]>>(first(x))
expectType<SymbolicTensor<["B", 1, 1, 1, 8]>>(globalAveragePooling3d({ keepDims: true })(x))
expectType<SymbolicTensor<["B", 10]>>(globalAveragePooling3d({ dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error globalAveragePooling3d() needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 8]; add an axis of channels with reshape
first(input({ shape: [28, 28, 8] }))
