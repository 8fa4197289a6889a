import { input, type RandomFlip, randomFlip, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomFlip>(randomFlip({ mode: "horizontal", seed: 42 }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(
  randomFlip({ mode: "horizontal", seed: 42 })(input({ shape: ["H", "W", 3] })),
)

// @ts-expect-error randomFlip needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomFlip({ mode: "horizontal", seed: 42 })(input({ shape: [28, 28] }))
