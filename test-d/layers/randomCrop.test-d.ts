import { type Dim, input, type RandomCrop, type RandomCropWith, randomCrop, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomCrop<24, 20>>(randomCrop({ height: 24, width: 20, seed: 42 }))
expectType<RandomCropWith<24, 20, "channelsFirst">>(randomCrop({ height: 24, width: 20, dataFormat: "channelsFirst" }))
expectType<SymbolicTensor<["B", 24, 20, 3]>>(randomCrop({ height: 24, width: 20 })(input({ shape: ["H", "W", 3] })))
expectType<SymbolicTensor<["B", 3, 24, 20]>>(
  randomCrop({ height: 24, width: 20, dataFormat: "channelsFirst" })(input({ shape: [3, 28, 28] })),
)

const cropped = <B extends Dim>(x: SymbolicTensor<[B, 28, 28, 3]>) => randomCrop({ height: 24, width: 20 })(x)
expectType<SymbolicTensor<["B", 24, 20, 3]>>(cropped(input({ shape: [28, 28, 3] })))

// @ts-expect-error randomCrop([24, 20]) needs a rank-4 input [batch, height, width, channels], got [B, 28, 28]; add an axis of channels with reshape
randomCrop({ height: 24, width: 20 })(input({ shape: [28, 28] }))
// @ts-expect-error height must be a positive integer, got 0
randomCrop({ height: 0, width: 20 })
