import { type Dim, input, type Permute, permute, type SymbolicIntTensor, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<Permute<readonly [2, 1]>>(permute({ dims: [2, 1] }))
expectType<SymbolicTensor<["B", 12, "T"]>>(permute({ dims: [2, 1] })(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 3, 7, 5]>>(permute({ dims: [3, 1, 2] })(input({ shape: [7, 5, 3] })))
expectType<SymbolicIntTensor<["B", number, 7]>>(permute({ dims: [2, 1] })(input({ shape: [7, null], dtype: "int32" })))

const turn = <B extends Dim, T extends Dim, D extends Dim>(x: SymbolicTensor<[B, T, D]>) => permute({ dims: [2, 1] })(x)
expectType<SymbolicTensor<["B", 12, "T"]>>(turn(input({ shape: ["T", 12] })))

// @ts-expect-error permute([2, 1]) needs an input of rank 3, the batch and 2 axes, got [B, 7, 5, 3]
permute({ dims: [2, 1] })(input({ shape: [7, 5, 3] }))
// @ts-expect-error dims must hold each axis from 1 to 2 once, got [2, 2]
permute({ dims: [2, 2] })
// @ts-expect-error dims must hold each axis from 1 to 2 once, got [1, 3]
permute({ dims: [1, 3] })
// @ts-expect-error dims must hold each axis from 1 to 3 once, got [0, 1, 2]
permute({ dims: [0, 1, 2] })
