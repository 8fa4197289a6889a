import { input, type SpatialDropout1D, spatialDropout1d, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<SpatialDropout1D>(spatialDropout1d({ rate: 0.5, seed: 42 }))
expectType<SymbolicTensor<["B", "T", 12]>>(spatialDropout1d({ rate: 0.5 })(input({ shape: ["T", 12] })))

// @ts-expect-error spatialDropout1d needs a rank-3 input, a batch of sequences with channels, got [B, 12]; set returnSequences: true on the recurrent layer before it, or add an axis of channels with reshape
spatialDropout1d({ rate: 0.5 })(input({ shape: [12] }))
// @ts-expect-error rate must be at least 0 and less than 1, got 1
spatialDropout1d({ rate: 1 })
