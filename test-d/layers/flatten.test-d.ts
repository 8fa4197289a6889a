import { type Dim, type Flatten, flatten, input, type SymbolicIntTensor, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<Flatten>(flatten())
expectType<SymbolicTensor<["B", 84]>>(flatten()(input({ shape: [7, 12] })))
expectType<SymbolicTensor<["B", 12]>>(flatten()(input({ shape: [12] })))
expectType<SymbolicTensor<["B", 1]>>(flatten()(input({ shape: [] })))
expectType<SymbolicTensor<["B", 3072]>>(flatten({ dataFormat: "channelsFirst" })(input({ shape: [3, 32, 32] })))

// Symbols multiply; a dynamic axis makes the product dynamic; integers stay integers.
expectType<SymbolicTensor<["B", "7*T"]>>(flatten()(input({ shape: ["T", 7] })))
expectType<SymbolicTensor<["B", "6*H*W"]>>(flatten()(input({ shape: ["H", 2, "W", 3] })))
expectType<SymbolicTensor<["B", number]>>(flatten()(input({ shape: [null, 7] })))
expectType<SymbolicIntTensor<["B", 84]>>(flatten()(input({ shape: [7, 12], dtype: "int32" })))

const flat = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => flatten()(x)
expectType<SymbolicTensor<["B", 448]>>(flat(input({ shape: [7, 64] })))
expectType<SymbolicTensor<["B", "64*T"]>>(flat(input({ shape: ["T", 64] })))

declare const scalar: SymbolicTensor<[]>
// @ts-expect-error flatten needs an input of rank 1 or more [batch, ...], got []; add a batch axis
flatten()(scalar)
