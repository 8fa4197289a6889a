import { type Dense, dense, input, type Params, type SymbolicTensor, type Tensor } from "shapeproof"
import { expectType } from "tsd"

const five = dense({ units: 5 })
expectType<Dense<5>>(five)

// The last axis becomes the units; the others stay: why a dense may stand behind a sequence
expectType<SymbolicTensor<["B", 5]>>(five(input({ shape: [12] })))
expectType<SymbolicTensor<["B", 7, 5]>>(five(input({ shape: [7, 12] })))
expectType<SymbolicTensor<["B", "T", number, 5]>>(five(input({ shape: ["T", null, 12] })))
expectType<65>({} as Params<typeof five, ["B", 12]>)
expectType<65>({} as Params<typeof five, ["B", 7, 12]>)

// Data gives data
declare const data: Tensor<[32, 12]>
expectType<Tensor<[32, 5]>>(five(data))

// Without a bias
const plain = dense({ units: 5, useBias: false })
expectType<60>({} as Params<typeof plain, ["B", 12]>)

// What is not a literal is dynamic, not wrong
declare const units: number
expectType<SymbolicTensor<["B", 7, number]>>(dense({ units })(input({ shape: [7, 12] })))
const config = { units: 64 }
expectType<SymbolicTensor<["B", number]>>(dense(config)(input({ shape: [12] })))

// Refusals
declare const single: SymbolicTensor<["B"]>
// @ts-expect-error dense(5) needs an input of rank 2 or more [batch, ..., features], got [B]; add a batch axis
five(single)
// @ts-expect-error units must be a positive integer, got 0
dense({ units: 0 })
// @ts-expect-error units must be a positive integer, got -3
dense({ units: -3 })
// @ts-expect-error units must be a positive integer, got 2.5
dense({ units: 2.5 })
// @ts-expect-error Did you mean to write 'units'?
dense({ unit: 5 })
// @ts-expect-error is not assignable to type 'Activation'
dense({ units: 5, activation: "rellu" })

// In a generic function the rule resolves
export const twice = <B extends string, T extends number>(x: SymbolicTensor<[B, T, 12]>) => dense({ units: 3 })(five(x))
expectType<SymbolicTensor<["B", 7, 3]>>(twice(input({ shape: [7, 12] })))
