import { input, type SpatialDropout3D, spatialDropout3d, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<SpatialDropout3D>(spatialDropout3d({ rate: 0.5, seed: 42, dataFormat: "channelsFirst" }))
expectType<SymbolicTensor<["B", 9, "H", "W", 8]>>(spatialDropout3d({ rate: 0.5 })(input({ shape: [9, "H", "W", 8] })))

// @ts-expect-error spatialDropout3d needs a rank-5 input, a batch of volumes with channels, got [B, 9, 9, 9]; add an axis of channels with reshape
spatialDropout3d({ rate: 0.5 })(input({ shape: [9, 9, 9] }))
// @ts-expect-error rate must be at least 0 and less than 1, got 1
spatialDropout3d({ rate: 1 })
