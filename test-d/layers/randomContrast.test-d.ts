import { input, type RandomContrast, randomContrast, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomContrast>(randomContrast({ factor: [0.1, 0.3] }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(randomContrast({ factor: [0.1, 0.3] })(input({ shape: ["H", "W", 3] })))

// @ts-expect-error randomContrast needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomContrast({ factor: [0.1, 0.3] })(input({ shape: [28, 28] }))
