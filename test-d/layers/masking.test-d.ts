import { input, masking, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

// The shape stays
expectType<SymbolicTensor<["B", "T", 12]>>(masking({ maskValue: -1 })(input({ shape: ["T", 12] })))

declare const single: SymbolicTensor<["B"]>
// @ts-expect-error masking needs an input of rank 2 or more [batch, ..., features], got [B]; add a batch axis
masking()(single)
