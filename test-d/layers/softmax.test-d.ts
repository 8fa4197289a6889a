import { type Dim, input, type Softmax, softmax, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })
declare const axis: number

expectType<Softmax<-1>>(softmax())
expectType<Softmax<readonly [1, 2]>>(softmax({ axis: [1, 2] }))
expectType<SymbolicTensor<["B", "T", 12]>>(softmax()(x))
expectType<SymbolicTensor<["B", "T", 12]>>(softmax({ axis: 1 })(x))
expectType<SymbolicTensor<["B", "T", 12]>>(softmax({ axis: [1, -1] })(x))
expectType<SymbolicTensor<["B", "T", 12]>>(softmax({ axis })(x))
expectType<SymbolicTensor<["B", 7]>>(softmax()(input({ shape: [7], dtype: "int32" })))

const shares = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, T]>) => softmax({ axis: 2 })(x)
expectType<SymbolicTensor<["B", 7, 7]>>(shares(input({ shape: [7, 7] })))

// @ts-expect-error softmax(axis 3) got [B, T, 12], which has no axis 3
softmax({ axis: 3 })(x)
// @ts-expect-error softmax(axis [1, -4]) got [B, T, 12], which has no axis -4
softmax({ axis: [1, -4] })(x)
// @ts-expect-error axis must be an integer, got 1.5
softmax({ axis: 1.5 })
