import { add, type Dim, dense, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const text = input({ shape: ["T", 12] })
declare const loose: SymbolicTensor<["B", number, 12]>
declare const many: SymbolicTensor<["B", 7, 12]>[]

expectType<SymbolicTensor<["B", 7, 12]>>(add()([x, dense({ units: 12 })(x)]))
expectType<SymbolicTensor<["B", "T", 12]>>(add()([text, text, text]))

// Axes of 1 stretch, and missing ones count as 1; a dynamic axis takes the size of the other.
expectType<SymbolicTensor<["B", 7, 12]>>(add()([x, input({ shape: [1, 12] })]))
expectType<SymbolicTensor<["B", 7, 12]>>(add()([x, input({ shape: [12] })]))
expectType<SymbolicTensor<["B", 7, 12]>>(add()([loose, x]))
expectType<SymbolicTensor<["B", 7, 12]>>(add()(many))

// Integers are added as float32.
expectType<SymbolicTensor<["B", 7]>>(add()([input({ shape: [7], dtype: "int32" }), input({ shape: [7] })]))

const residual = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => add()([x, dense({ units: 64 })(x)])
expectType<SymbolicTensor<["B", "T", 64]>>(residual(input({ shape: ["T", 64] })))

// @ts-expect-error add: element 1 is [B, 6, 12], but [B, 7, 12] came before it; axis 1 (6) must be the same, or 1
add()([x, input({ shape: [6, 12] })])
// @ts-expect-error add: element 2 is [B, 7, 5], but [B, 7, 12] came before it; axis 2 (5) must be the same, or 1
add()([x, x, input({ shape: [7, 5] })])
// @ts-expect-error add: element 1 is [B, T, 12], but [B, 7, 12] came before it; axis 1 (T) must be the same, or 1
add()([x, text])
// @ts-expect-error add: element 1 is [5, 7, 12], but [B, 7, 12] came before it; axis 0 (5) must be the same, or 1
add()([x, input({ shape: [7, 12], batchSize: 5 })])
// @ts-expect-error add needs a list of two tensors or more, got 1
add()([x])
