import { type GaussianDropout, gaussianDropout, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

declare const rate: number

expectType<GaussianDropout>(gaussianDropout({ rate: 0.5 }))
expectType<SymbolicTensor<["B", "T", 12]>>(gaussianDropout({ rate, seed: 42 })(input({ shape: ["T", 12] })))

// @ts-expect-error rate must be at least 0 and less than 1, got 1
gaussianDropout({ rate: 1 })
// @ts-expect-error rate must be at least 0 and less than 1, got -0.5
gaussianDropout({ rate: -0.5 })
