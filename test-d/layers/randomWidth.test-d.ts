import { input, type RandomWidth, randomWidth, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomWidth>(randomWidth({ factor: [-0.1, 0.3], seed: 42 }))
expectType<SymbolicTensor<["B", "H", number, 3]>>(randomWidth({ factor: 0.2 })(input({ shape: ["H", 28, 3] })))

// @ts-expect-error randomWidth needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomWidth({ factor: 0.2 })(input({ shape: [28, 28] }))
