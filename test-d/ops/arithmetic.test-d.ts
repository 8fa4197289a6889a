import {
  type BoolTensor,
  type Dim,
  type IntTensor,
  input,
  type SymbolicBoolTensor,
  type SymbolicIntTensor,
  type SymbolicTensor,
  type Tensor,
} from "shapeproof"
import * as ops from "shapeproof/ops"
import { expectType } from "tsd"

declare const x: SymbolicTensor<["B", 7, 12]>
declare const ids: SymbolicIntTensor<["B", 7, 1]>
declare const row: Tensor<[12]>
declare const ints: IntTensor<[3, 1]>
declare const flags: BoolTensor<[3]>
declare const open: SymbolicTensor<[number, 7, 12]>

// Broadcasting, in a graph and on data
expectType<SymbolicTensor<["B", 7, 12]>>(ops.add(x, x))
expectType<SymbolicTensor<["B", 7, 12]>>(ops.mul(x, 2))
expectType<SymbolicTensor<["B", 7, 12]>>(ops.sub(1, x))
expectType<SymbolicTensor<["B", 7, 12]>>(ops.add(open, x))
expectType<Tensor<[3, 12]>>(ops.maximum(ints, row))

// Dtypes, as tfjs casts them
expectType<SymbolicTensor<["B", 7, 12]>>(ops.add(ids, x))
expectType<SymbolicIntTensor<["B", 7, 1]>>(ops.add(ids, ids))
expectType<SymbolicTensor<["B", 7, 1]>>(ops.add(ids, 1))
expectType<IntTensor<[3, 3]>>(ops.mul(ints, flags))
expectType<SymbolicBoolTensor<["B", 7, 12]>>(ops.greater(x, 0))
expectType<BoolTensor<[3]>>(ops.logicalAnd(flags, flags))
expectType<SymbolicTensor<["B", 7, 1]>>(ops.exp(ids))
expectType<SymbolicIntTensor<["B", 7, 1]>>(ops.abs(ids))
expectType<SymbolicTensor<["B", 7, 12]>>(ops.where(ops.greater(x, 0), x, ops.neg(x)))

// Functions that know a part of the shape
const scaled = <B extends Dim>(h: SymbolicTensor<[B, 64]>) => ops.add(h, ops.relu(h))
expectType<SymbolicTensor<["B", 64]>>(scaled(input({ shape: [64] })))
const shifted = <I extends readonly Dim[]>(h: SymbolicTensor<[...I, 64]>) => ops.mul(h, h)
expectType<SymbolicTensor<["B", 7, 64]>>(shifted(input({ shape: [7, 64] })))

// The literal axes of a shape
expectType<7>(x.shape[1])
expectType<"B">(ops.add(x, x).shape[0])
expectType<12>(ops.exp(row).shape[0])

// @ts-expect-error add cannot broadcast [B, 7, 12] with [B, 5, 12]: axis 1 of the second must be 7 or 1, not 5
ops.add(x, input({ shape: [5, 12] }))
// @ts-expect-error add cannot broadcast [B, 7, 12] with [7]: axis 0 of the second must be 12 or 1, not 7
ops.add(x, ops.reshape(input({ shape: [1], batchSize: 7 }), [7]))
// @ts-expect-error add got data and tensors of a graph together; give it one kind
ops.add(x, row)
// @ts-expect-error logicalOr needs booleans, got float32; compare it with something, or cast it to bool
ops.logicalOr(flags, row)
// @ts-expect-error where needs booleans, got float32; compare it with something, or cast it to bool
ops.where(x, x, x)
