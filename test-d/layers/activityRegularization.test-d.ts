import { type ActivityRegularization, activityRegularization, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<ActivityRegularization>(activityRegularization({ l1: 0.1, l2: 0.01 }))
expectType<SymbolicTensor<["B", "T", 12]>>(activityRegularization()(input({ shape: ["T", 12] })))
