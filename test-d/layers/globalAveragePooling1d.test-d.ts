import { globalAveragePooling1d, type GlobalAveragePooling1D, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<GlobalAveragePooling1D>(globalAveragePooling1d())
expectType<SymbolicTensor<["B", 8]>>(globalAveragePooling1d()(input({ shape: ["T", 8] })))
expectType<SymbolicTensor<["B", 1, 8]>>(globalAveragePooling1d({ keepDims: true })(input({ shape: ["T", 8] })))

// @ts-expect-error globalAveragePooling1d() needs a rank-3 input [batch, time, channels], got [B, 8]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
globalAveragePooling1d()(input({ shape: [8] }))
