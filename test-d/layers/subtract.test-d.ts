import { type Dim, dense, input, subtract, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
declare const many: SymbolicTensor<["B", 7, 12]>[]

expectType<SymbolicTensor<["B", 7, 12]>>(subtract()([x, dense({ units: 12 })(x)]))
expectType<SymbolicTensor<["B", 7, 12]>>(subtract()([x, input({ shape: [12] })]))
expectType<SymbolicTensor<["B", 7, 12]>>(subtract()(many))

const error = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => subtract()([x, dense({ units: 64 })(x)])
expectType<SymbolicTensor<["B", "T", 64]>>(error(input({ shape: ["T", 64] })))

// @ts-expect-error subtract: element 1 is [B, 7, 5], but [B, 7, 12] came before it; axis 2 (5) must be the same, or 1
subtract()([x, dense({ units: 5 })(x)])
// @ts-expect-error subtract needs a list of exactly two tensors, got 3
subtract()([x, x, x])
// @ts-expect-error subtract needs a list of exactly two tensors, got 1
subtract()([x])
