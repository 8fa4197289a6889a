import { type Dim, dense, input, minimum, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })

expectType<SymbolicTensor<["B", 7, 12]>>(minimum()([x, dense({ units: 12 })(x)]))
expectType<SymbolicTensor<["B", 7, 12]>>(minimum()([x, dense({ units: 1 })(x), input({ shape: [12] })]))

const either = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => minimum()([x, dense({ units: 64 })(x)])
expectType<SymbolicTensor<["B", "T", 64]>>(either(input({ shape: ["T", 64] })))

// @ts-expect-error minimum: element 1 is [B, 7, 5], but [B, 7, 12] came before it; axis 2 (5) must be the same, or 1
minimum()([x, dense({ units: 5 })(x)])
// @ts-expect-error minimum needs a list of two tensors or more, got 1
minimum()([x])
