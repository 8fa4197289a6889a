import { input, type SymbolicTensor, upSampling1d, type UpSampling1D } from "shapeproof"
import { expectType } from "tsd"

const first = upSampling1d()
expectType<UpSampling1D<2>>(first)

const x = input({ shape: ["T", 8] })
expectType<SymbolicTensor<["B", "2*T", 8]>>(first(x))
expectType<SymbolicTensor<["B", 30, 8]>>(upSampling1d({ size: 3 })(input({ shape: [10, 8] })))

// Refusals
// @ts-expect-error upSampling1d(2) needs a rank-3 input [batch, time, channels], got [B, 28, 28, 8]; timeDistributed({ layer }) runs it over one more axis
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error size must be a positive integer, got 0
upSampling1d({ size: 0 })
