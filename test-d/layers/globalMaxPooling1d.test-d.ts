import { globalMaxPooling1d, type GlobalMaxPooling1D, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<GlobalMaxPooling1D>(globalMaxPooling1d())
expectType<SymbolicTensor<["B", 8]>>(globalMaxPooling1d()(input({ shape: ["T", 8] })))
expectType<SymbolicTensor<["B", 1, 8]>>(globalMaxPooling1d({ keepDims: true })(input({ shape: ["T", 8] })))

// @ts-expect-error globalMaxPooling1d() needs a rank-3 input [batch, time, channels], got [B, 8]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
globalMaxPooling1d()(input({ shape: [8] }))
