import { type Dropout, dropout, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

declare const rate: number

expectType<Dropout>(dropout({ rate: 0.5 }))
expectType<SymbolicTensor<["B", "T", 12]>>(dropout({ rate: 0.5 })(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 7, 12]>>(
  dropout({ rate, noiseShape: [null, 1, 12], seed: 42 })(input({ shape: [7, 12] })),
)
expectType<Dropout>(dropout({ rate: 0 }))

// @ts-expect-error rate must be at least 0 and less than 1, got 1
dropout({ rate: 1 })
// @ts-expect-error rate must be at least 0 and less than 1, got 1.5
dropout({ rate: 1.5 })
// @ts-expect-error rate must be at least 0 and less than 1, got -0.5
dropout({ rate: -0.5 })
