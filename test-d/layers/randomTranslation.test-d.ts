import { input, type RandomTranslation, randomTranslation, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomTranslation>(randomTranslation({ heightFactor: 0.1, widthFactor: [0, 0.2] }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(
  randomTranslation({ heightFactor: 0.1, widthFactor: [0, 0.2] })(input({ shape: ["H", "W", 3] })),
)

// @ts-expect-error randomTranslation needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomTranslation({ heightFactor: 0.1, widthFactor: [0, 0.2] })(input({ shape: [28, 28] }))
