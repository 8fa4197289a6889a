import { input, type SymbolicTensor, cropping1D, type Cropping1D } from "shapeproof"
import { expectType } from "tsd"

const first = cropping1D({ cropping: 3 })
expectType<Cropping1D<3>>(first)

const x = input({ shape: ["T", 8] })
expectType<SymbolicTensor<["B", "T-6", 8]>>(first(x))
expectType<SymbolicTensor<["B", 7, 8]>>(cropping1D({ cropping: [2, 1] })(input({ shape: [10, 8] })))

// Refusals
// @ts-expect-error cropping1D(3) cuts off 6 of axis 1 (time), which is 5; crop less
first(input({ shape: [5, 8] }))
// @ts-expect-error cropping1D(3) needs a rank-3 input [batch, time, channels], got [B, 28, 28, 8]; timeDistributed({ layer }) runs it over one more axis
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error cropping must be one integer of 0 or more, or a list for both sides, got a list of 3
cropping1D({ cropping: [1, 2, 3] })
// @ts-expect-error cropping must be an integer of 0 or more, got -1
cropping1D({ cropping: -1 })
