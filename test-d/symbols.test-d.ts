import { concatenate, flatten, input, type SymbolicTensor } from "shapeproof"
import { expectError, expectType } from "tsd"

// Rounded and exact quotients are brought to one form.
expectType<SymbolicTensor<["B", "ceil(T/2)-1", "D", 7]>>(input({ shape: ["floor((T-3)/2)+1", "H*(D/H)", 7] }))
expectType<SymbolicTensor<["B", "floor(T/4)"]>>(input({ shape: ["floor(floor(T/2)/2)"] }))
expectType<SymbolicTensor<["B", "D/H", 7]>>(input({ shape: ["D/H", 7] }))

// They are added and multiplied like names.
const half = input({ shape: ["floor(T/2)", 7] })
expectType<SymbolicTensor<["B", "2*floor(T/2)+1", 7]>>(concatenate({ axis: 1 })([half, half, input({ shape: [1, 7] })]))
expectType<SymbolicTensor<["B", "7*floor(T/2)"]>>(flatten()(half))

// What cannot be read is red where it stands.
expectError(input({ shape: ["2T", 7] }))
expectError(input({ shape: ["T+"] }))
expectError(input({ shape: [""] }))
expectError(input({ shape: ["floor(T/2"] }))
expectError(input({ shape: ["T/2"] }))
