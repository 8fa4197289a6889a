import { input, type SpatialDropout2D, spatialDropout2d, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<SpatialDropout2D>(spatialDropout2d({ rate: 0.5, seed: 42, dataFormat: "channelsFirst" }))
expectType<SymbolicTensor<["B", "H", "W", 8]>>(spatialDropout2d({ rate: 0.5 })(input({ shape: ["H", "W", 8] })))

// @ts-expect-error spatialDropout2d needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
spatialDropout2d({ rate: 0.5 })(input({ shape: [28, 28] }))
// @ts-expect-error rate must be at least 0 and less than 1, got 1
spatialDropout2d({ rate: 1 })
