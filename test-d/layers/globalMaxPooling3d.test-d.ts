import { input, type SymbolicTensor, globalMaxPooling3d, type GlobalMaxPooling3D } from "shapeproof"
import { expectType } from "tsd"

const first = globalMaxPooling3d()
expectType<GlobalMaxPooling3D>(first)

const x = input({ shape: [10, 12, 14, 8] })
expectType<SymbolicTensor<["B", 8]>>(first(x))
expectType<SymbolicTensor<["B", 1, 1, 1, 8]>>(globalMaxPooling3d({ keepDims: true })(x))
expectType<SymbolicTensor<["B", 10]>>(globalMaxPooling3d({ dataFormat: "channelsFirst" })(x))

// Refusals
// @ts-expect-error globalMaxPooling3d() needs a rank-5 input [batch, depth, height, width, channels], got [B, 28, 28, 8]; add an axis of channels with reshape
first(input({ shape: [28, 28, 8] }))
