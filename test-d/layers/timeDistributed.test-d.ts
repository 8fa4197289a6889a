import {
  type Dense,
  dense,
  flatten,
  input,
  lstm,
  type Params,
  type SymbolicTensor,
  sequential,
  type TimeDistributed,
  timeDistributed,
} from "shapeproof"
import { expectType } from "tsd"

const steps = timeDistributed({ layer: dense({ units: 5 }) })
expectType<TimeDistributed<Dense<5>>>(steps)
expectType<SymbolicTensor<["B", 7, 5]>>(steps(input({ shape: [7, 12] })))
expectType<SymbolicTensor<["B", "T", 12]>>(timeDistributed({ layer: flatten() })(input({ shape: ["T", 3, 4] })))
expectType<SymbolicTensor<["B", 7, 2]>>(
  timeDistributed({ layer: sequential(dense({ units: 5 }), dense({ units: 2 })) })(input({ shape: [7, 12] })),
)
expectType<65>({} as Params<typeof steps, ["B", 7, 12]>)

// @ts-expect-error timeDistributed needs an input of rank 3 or more [batch, time, ...], got [B, 12]; set returnSequences: true on the recurrent layer before it, or call the inner layer itself
steps(input({ shape: [12] }))
// @ts-expect-error in timeDistributed: lstm(8) needs a rank-3 input [batch, time, features], got [B, 12]; set returnSequences: true on the recurrent layer before it, or put repeatVector({ n }) between
timeDistributed({ layer: lstm({ units: 8 }) })(input({ shape: [7, 12] }))
// @ts-expect-error layer must give one tensor, but this lstm(8) gives a list; leave out returnState and mergeMode: null
timeDistributed({ layer: lstm({ units: 8, returnState: true }) })(input({ shape: [7, 3, 12] }))
