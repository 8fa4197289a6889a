import { type Concatenate, concatenate, type Dim, dense, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7, 12] })
const text = input({ shape: ["T", 12] })
declare const loose: SymbolicTensor<["B", number, 12]>
declare const many: SymbolicTensor<["B", 7, 12]>[]
declare const axis: number

expectType<Concatenate<-1>>(concatenate())
expectType<SymbolicTensor<["B", 7, 16]>>(concatenate()([x, dense({ units: 4 })(x)]))
expectType<SymbolicTensor<["B", 7, 36]>>(concatenate()([x, x, x]))
expectType<SymbolicTensor<["B", 7, 12]>>(concatenate()([x]))

// Along any axis, symbols included.
expectType<SymbolicTensor<["B", 14, 12]>>(concatenate({ axis: 1 })([x, x]))
expectType<SymbolicTensor<["B", "T+7", 12]>>(concatenate({ axis: -2 })([x, text]))
expectType<SymbolicTensor<["B", "T+U", 12]>>(concatenate({ axis: 1 })([input({ shape: ["U", 12] }), text]))
expectType<SymbolicTensor<["2*B", 7, 12]>>(concatenate({ axis: 0 })([x, x]))

// What is not known: a dynamic axis, how many tensors, which axis.
expectType<SymbolicTensor<["B", 7, 24]>>(concatenate()([loose, x]))
expectType<SymbolicTensor<["B", number, 12]>>(concatenate({ axis: 1 })([loose, x]))
expectType<SymbolicTensor<["B", 7, number]>>(concatenate()(many))
expectType<SymbolicTensor<[number, number, number]>>(concatenate({ axis })([x, x]))

const twice = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => concatenate()([x, x])
expectType<SymbolicTensor<["B", "T", 128]>>(twice(input({ shape: ["T", 64] })))
const both = <B extends Dim, T extends Dim, D extends number>(
  x: SymbolicTensor<[B, T, 64]>,
  y: SymbolicTensor<[B, T, D]>,
) => concatenate()([x, y])
expectType<SymbolicTensor<["B", 7, 69]>>(both(input({ shape: [7, 64] }), input({ shape: [7, 5] })))

// @ts-expect-error concatenate(axis -1): element 1 is [B, 6, 12], but [B, 7, 12] came before it; axis 1 must be 7, not 6: only axis 2 may differ
concatenate()([x, input({ shape: [6, 12] })])
// @ts-expect-error concatenate(axis 1): element 2 is [B, 7, 5], but [B, 14, 12] came before it; axis 2 must be 12, not 5: only axis 1 may differ
concatenate({ axis: 1 })([x, x, input({ shape: [7, 5] })])
// @ts-expect-error concatenate(axis -1): element 1 is [B, T, 12], but [B, 7, 12] came before it; axis 1 must be 7, not T: only axis 2 may differ
concatenate()([x, text])
// @ts-expect-error concatenate(axis -1): element 1 is [B, 12], but [B, 7, 12] came before it; all need the same rank
concatenate()([x, input({ shape: [12] })])
// @ts-expect-error concatenate(axis 3): element 0 is [B, 7, 12], which has no axis 3
concatenate({ axis: 3 })([x, x])
// @ts-expect-error concatenate(axis -1) needs a list of one tensor or more, got 0
concatenate()([])
// @ts-expect-error axis must be an integer, got 1.5
concatenate({ axis: 1.5 })
