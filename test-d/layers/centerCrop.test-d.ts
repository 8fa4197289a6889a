import { centerCrop, type CenterCrop, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const middle = centerCrop({ height: 24, width: 20 })
expectType<CenterCrop<24, 20>>(middle)
expectType<SymbolicTensor<["B", 24, 20, 3]>>(middle(input({ shape: [28, "W", 3] })))
expectType<SymbolicTensor<["B", 3, 24, 20]>>(
  centerCrop({ height: 24, width: 20, dataFormat: "channelsFirst" })(input({ shape: [3, 28, 28] })),
)

// Refusals
// @ts-expect-error centerCrop([24, 20]) needs a rank-4 input [batch, height, width, channels], got [B, 28, 28]; add an axis of channels with reshape
middle(input({ shape: [28, 28] }))
// @ts-expect-error width must be a positive integer, got -1
centerCrop({ height: 24, width: -1 })
