import { input, type RandomBrightness, randomBrightness, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomBrightness>(randomBrightness({ factor: 0.2, valueRange: [0, 1] }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(
  randomBrightness({ factor: 0.2, valueRange: [0, 1] })(input({ shape: ["H", "W", 3] })),
)

// @ts-expect-error randomBrightness needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomBrightness({ factor: 0.2, valueRange: [0, 1] })(input({ shape: [28, 28] }))
