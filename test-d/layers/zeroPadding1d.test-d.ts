import { input, type SymbolicTensor, zeroPadding1d, type ZeroPadding1D } from "shapeproof"
import { expectType } from "tsd"

const first = zeroPadding1d()
expectType<ZeroPadding1D<1>>(first)

const x = input({ shape: ["T", 8] })
expectType<SymbolicTensor<["B", "T+2", 8]>>(first(x))
expectType<SymbolicTensor<["B", 13, 8]>>(zeroPadding1d({ padding: [2, 1] })(input({ shape: [10, 8] })))
expectType<SymbolicTensor<["B", 10, 12]>>(
  zeroPadding1d({ padding: 2, dataFormat: "channelsFirst" })(input({ shape: [10, 8] })),
)

// Refusals
// @ts-expect-error zeroPadding1d(1) needs a rank-3 input [batch, time, channels], got [B, 28, 28, 8]; timeDistributed({ layer }) runs it over one more axis
first(input({ shape: [28, 28, 8] }))
// @ts-expect-error padding must be one integer of 0 or more, or a list for both sides, got a list of 3
zeroPadding1d({ padding: [1, 2, 3] })
// @ts-expect-error padding must be an integer of 0 or more, got 0.5
zeroPadding1d({ padding: 0.5 })
// @ts-expect-error padding must be one integer of 0 or more for a side, got a list of 2
zeroPadding1d({ padding: [1, [2, 3]] })
