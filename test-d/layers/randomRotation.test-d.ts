import { input, type RandomRotation, randomRotation, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomRotation>(randomRotation({ factor: 0.1, fillMode: "nearest" }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(
  randomRotation({ factor: 0.1, fillMode: "nearest" })(input({ shape: ["H", "W", 3] })),
)

// @ts-expect-error randomRotation needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomRotation({ factor: 0.1, fillMode: "nearest" })(input({ shape: [28, 28] }))
