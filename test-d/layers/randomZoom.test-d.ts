import { input, type RandomZoom, randomZoom, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<RandomZoom>(randomZoom({ heightFactor: 0.2 }))
expectType<SymbolicTensor<["B", "H", "W", 3]>>(randomZoom({ heightFactor: 0.2 })(input({ shape: ["H", "W", 3] })))

// @ts-expect-error randomZoom needs a rank-4 input, a batch of images with channels, got [B, 28, 28]; add an axis of channels with reshape
randomZoom({ heightFactor: 0.2 })(input({ shape: [28, 28] }))
