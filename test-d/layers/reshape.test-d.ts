import { input, reshape, type Reshape, type SymbolicIntTensor, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
declare const size: number

expectType<Reshape<readonly [4, 21]>>(reshape({ targetShape: [4, 21] }))
expectType<SymbolicTensor<["B", 4, 21]>>(reshape({ targetShape: [4, 21] })(x))
expectType<SymbolicTensor<["B", 84]>>(reshape({ targetShape: [84] })(x))
expectType<SymbolicTensor<["B"]>>(reshape({ targetShape: [] })(input({ shape: [1] })))
expectType<SymbolicIntTensor<["B", 12, 7]>>(reshape({ targetShape: [12, 7] })(input({ shape: [84], dtype: "int32" })))

// -1 is what is left.
expectType<SymbolicTensor<["B", 14, 6]>>(reshape({ targetShape: [-1, 6] })(x))
expectType<SymbolicTensor<["B", 2, 14, 3]>>(reshape({ targetShape: [2, -1, 3] })(x))
expectType<SymbolicTensor<["B", "2*T", 6]>>(reshape({ targetShape: [-1, 6] })(input({ shape: ["T", 12] })))
// Whether 5 divides 12*T is known when the data arrives.
expectType<SymbolicTensor<["B", number, 5]>>(reshape({ targetShape: [-1, 5] })(input({ shape: ["T", 12] })))

// A symbol stands for itself, or for what is left of a known size.
expectType<SymbolicTensor<["B", "T", 8, 64]>>(reshape({ targetShape: ["T", 8, 64] })(input({ shape: ["T", 512] })))
expectType<SymbolicTensor<["B", "T", 6]>>(reshape({ targetShape: ["T", 6] })(input({ shape: ["2*T", 3] })))
expectType<SymbolicTensor<["B", 14, 6]>>(reshape({ targetShape: ["S", 6] })(x))

// A dynamic axis is checked when the data arrives.
expectType<SymbolicTensor<["B", 3, 5]>>(reshape({ targetShape: [3, 5] })(input({ shape: [null, 12] })))
expectType<SymbolicTensor<["B", number, 5]>>(reshape({ targetShape: [-1, 5] })(input({ shape: [null, 12] })))
expectType<SymbolicTensor<["B", number, 12]>>(reshape({ targetShape: [size, 12] })(x))

// @ts-expect-error reshape([3, 5]) makes 15 values a sample, but [B, 7, 12] has 84; -1 for one axis makes it as large as is left
reshape({ targetShape: [3, 5] })(x)
// @ts-expect-error reshape([T, 6]) makes 6*T values a sample, but [B, T, 12] has 12*T; -1 for one axis makes it as large as is left
reshape({ targetShape: ["T", 6] })(input({ shape: ["T", 12] }))
// @ts-expect-error reshape([-1, 5]) needs a multiple of 5 values a sample, but [B, 7, 12] has 84
reshape({ targetShape: [-1, 5] })(x)
// @ts-expect-error reshape([S, 5]) needs a multiple of 5 values a sample, but [B, 7, 12] has 84
reshape({ targetShape: ["S", 5] })(x)
// @ts-expect-error targetShape can leave one axis open, with -1 or a symbol, got [-1, 6, -1]
reshape({ targetShape: [-1, 6, -1] })
// @ts-expect-error targetShape can leave one axis open, with -1 or a symbol, got [T, S, 6]
reshape({ targetShape: ["T", "S", 6] })
// @ts-expect-error targetShape must hold positive integers, and -1 or a symbol for one axis, got 0
reshape({ targetShape: [0, 6] })
// @ts-expect-error targetShape must hold positive integers, and -1 or a symbol for one axis, got 1.5
reshape({ targetShape: [4, 1.5] })
