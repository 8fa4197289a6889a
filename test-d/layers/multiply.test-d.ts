import { type Dim, dense, input, multiply, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })

expectType<SymbolicTensor<["B", 7, 12]>>(multiply()([x, dense({ units: 12 })(x)]))
expectType<SymbolicTensor<["B", 7, 12]>>(multiply()([x, dense({ units: 1 })(x), input({ shape: [12] })]))

const gate = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => multiply()([x, dense({ units: 64 })(x)])
expectType<SymbolicTensor<["B", "T", 64]>>(gate(input({ shape: ["T", 64] })))

// @ts-expect-error multiply: element 1 is [B, 7, 5], but [B, 7, 12] came before it; axis 2 (5) must be the same, or 1
multiply()([x, dense({ units: 5 })(x)])
// @ts-expect-error multiply needs a list of two tensors or more, got 0
multiply()([])
