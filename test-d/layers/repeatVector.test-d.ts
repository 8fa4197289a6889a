import { input, lstm, type RepeatVector, repeatVector, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })

expectType<RepeatVector<5>>(repeatVector({ n: 5 }))
expectType<SymbolicTensor<["B", 5, 12]>>(repeatVector({ n: 5 })(input({ shape: [12] })))
expectType<SymbolicTensor<["B", 5, 32]>>(repeatVector({ n: 5 })(lstm({ units: 32 })(x)))
declare const n: number
expectType<SymbolicTensor<["B", number, 12]>>(repeatVector({ n })(input({ shape: [12] })))

// @ts-expect-error repeatVector(5) needs a rank-2 input [batch, features], got [B, T, 32]; leave returnSequences out on the recurrent layer before it
repeatVector({ n: 5 })(lstm({ units: 32, returnSequences: true })(x))
// @ts-expect-error repeatVector(5) needs a rank-2 input [batch, features], got [B]
repeatVector({ n: 5 })(input({ shape: [] }))
// @ts-expect-error n must be a positive integer, got 0
repeatVector({ n: 0 })
