import { input, resizing, type Resizing, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const small = resizing({ height: 32, width: 24 })
expectType<Resizing<32, 24>>(small)

// Whatever the size of the image, also one that is known only as data arrives
expectType<SymbolicTensor<["B", 32, 24, 3]>>(small(input({ shape: ["H", "W", 3] })))
expectType<SymbolicTensor<["B", 32, 24, 3]>>(small(input({ shape: [null, null, 3] })))
expectType<SymbolicTensor<["B", 3, 32, 24]>>(
  resizing({ height: 32, width: 24, dataFormat: "channelsFirst" })(input({ shape: [3, 28, 28] })),
)

// Refusals
// @ts-expect-error resizing([32, 24]) needs a rank-4 input [batch, height, width, channels], got [B, 28, 28]; add an axis of channels with reshape
small(input({ shape: [28, 28] }))
// @ts-expect-error height must be a positive integer, got 0
resizing({ height: 0, width: 24 })
// @ts-expect-error padToAspectRatio must be false where cropToAspectRatio is true, got true
resizing({ height: 32, width: 24, cropToAspectRatio: true, padToAspectRatio: true })
