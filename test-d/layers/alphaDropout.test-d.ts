import { type AlphaDropout, alphaDropout, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

declare const rate: number

expectType<AlphaDropout>(alphaDropout({ rate: 0.5 }))
expectType<SymbolicTensor<["B", "T", 12]>>(alphaDropout({ rate, seed: 42 })(input({ shape: ["T", 12] })))

// @ts-expect-error rate must be at least 0 and less than 1, got 1
alphaDropout({ rate: 1 })
// @ts-expect-error rate must be at least 0 and less than 1, got -0.5
alphaDropout({ rate: -0.5 })
