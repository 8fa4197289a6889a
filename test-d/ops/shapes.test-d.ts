import {
  type Dim,
  input,
  type IntTensor,
  type SymbolicIntTensor,
  type SymbolicTensor,
  type Tensor,
  tensor,
} from "shapeproof"
import * as ops from "shapeproof/ops"
import { expectType } from "tsd"

declare const x: SymbolicTensor<["B", 7, 12]>
declare const text: SymbolicTensor<["B", "T", 64]>
declare const data: Tensor<[2, 3]>
declare const axis: number

// Products of matrices
expectType<SymbolicTensor<["B", 7, 7]>>(ops.matMul(x, x, false, true))
expectType<SymbolicTensor<["B", 7, 5]>>(ops.matMul(x, input({ shape: [5], batchSize: 12 })))
const projected = <B extends Dim, T extends Dim, D extends Dim>(
  h: SymbolicTensor<[B, T, D]>,
  w: SymbolicTensor<[D, 32]>,
) => ops.matMul(h, w)
expectType<SymbolicTensor<["B", 7, 32]>>(projected(x, input({ shape: [32], batchSize: 12 })))

// Another shape
expectType<SymbolicTensor<["B", 7, 3, 4]>>(ops.reshape(x, ["B", 7, 3, 4]))
expectType<SymbolicTensor<["B", 84]>>(ops.reshape(x, ["B", -1]))
expectType<SymbolicTensor<["B", "T", 8, 8]>>(ops.reshape(text, ["B", "T", 8, 8]))
expectType<SymbolicTensor<["B", "T", 8, 8]>>(ops.reshape(text, [text.shape[0], text.shape[1], 8, 8]))
expectType<Tensor<[6]>>(ops.reshape(data, [-1]))
expectType<SymbolicTensor<["B", 12, 7]>>(ops.transpose(x, [0, 2, 1]))
expectType<SymbolicTensor<["B", 7, 12, 1]>>(ops.expandDims(x, -1))
expectType<SymbolicTensor<["B", 7]>>(ops.squeeze(input({ shape: [7, 1] }), [-1]))

// Along axes
expectType<SymbolicTensor<["B", 7]>>(ops.sum(x, -1))
expectType<SymbolicTensor<["B", 1, 12]>>(ops.mean(x, 1, true))
expectType<SymbolicTensor<[]>>(ops.max(x))
expectType<SymbolicTensor<["B"]>>(ops.min(x, [1, 2]))
expectType<SymbolicTensor<[number, number]>>(ops.sum(x, axis))
expectType<SymbolicIntTensor<["B", 7]>>(ops.argMax(x, -1))
expectType<SymbolicTensor<["B", "T", 64]>>(ops.softmax(text))
const pooled = <B extends Dim, T extends Dim>(h: SymbolicTensor<[B, T, 64]>) => ops.mean(h, 1)
expectType<SymbolicTensor<["B", 64]>>(pooled(text))

// Joined and taken apart
expectType<SymbolicTensor<["B", "T+7", 64]>>(ops.concat([text, input({ shape: [7, 64] })], 1))
expectType<SymbolicTensor<["B", 3, 7, 12]>>(ops.stack([x, x, x], 1))
expectType<[Tensor<[3]>, Tensor<[3]>]>(ops.unstack(data))
expectType<[SymbolicTensor<["B", 7, 5]>, SymbolicTensor<["B", 7, 7]>]>(ops.split(x, [5, -1], 2))
expectType<SymbolicTensor<["B", 3, 12]>>(ops.slice(x, [0, 2], [-1, 3]))
expectType<SymbolicTensor<["B", "T-1", 64]>>(ops.slice(text, [0, 1]))
expectType<Tensor<[4, 3]>>(ops.gather(data, tensor([0, 1, 1, 0], [4], "int32")))

// Longer and wider
expectType<SymbolicTensor<["B", "T+3", 64]>>(
  ops.pad(text, [
    [0, 0],
    [1, 2],
    [0, 0],
  ]),
)
expectType<SymbolicTensor<["B", 21, 12]>>(ops.tile(x, [1, 3, 1]))
expectType<SymbolicTensor<["B", 5, 7]>>(ops.broadcastTo(input({ shape: [1, 7] }), ["B", 5, 7]))
expectType<SymbolicTensor<["B", 10, 12, 2]>>(ops.depthToSpace(input({ shape: [5, 6, 8] }), 2))
expectType<SymbolicTensor<["B", 8, 9, 3]>>(ops.resizeBilinear(input({ shape: [5, 6, 3] }), [8, 9]))

// Made of numbers
expectType<Tensor<[2, 3]>>(ops.zeros([2, 3]))
expectType<IntTensor<[4]>>(ops.range(0, 10, 3, "int32"))
expectType<Tensor<[3, 3]>>(ops.bandPart(ops.eye(3), -1, 0))
expectType<[Tensor<[2, 3]>, Tensor<[2, 3]>]>(ops.meshgrid(ops.range(0, 3), ops.range(0, 2)))
expectType<IntTensor<[2, 5]>>(ops.oneHot(tensor([1, 0], [2], "int32"), 5))

// @ts-expect-error matMul needs axis -2 of the second to be 12, as axis -1 of the first is, not 7: got [B, 7, 12] and [B, 7, 12]; it fits with transposeB
ops.matMul(x, x)
// @ts-expect-error matMul needs matrices [..., rows, columns], got [B]; expandDims gives it an axis
ops.matMul(ops.sum(x, [1, 2]), x)
// @ts-expect-error reshape([B, 80]) makes 80*B values, but [B, 7, 12] has 84*B; -1 for one axis makes it as large as is left
ops.reshape(x, ["B", 80])
// @ts-expect-error reshape([-1, -1]) leaves more than one axis open; write the sizes of the others, as x.shape has them
ops.reshape(data, [-1, -1])
// @ts-expect-error sum(axis 3) got [B, 7, 12], which has no axis 3
ops.sum(x, 3)
// @ts-expect-error sum(axis [1, -2]) got [B, 7, 12], of which axis -2 is named twice; name each axis once
ops.sum(x, [1, -2])
// @ts-expect-error transpose(axis [0, 1]) must name each axis once, got [B, 7, 12]
ops.transpose(x, [0, 1])
// @ts-expect-error concat: element 1 is [B, 7, 12], but [B, T, 64] came before it; only the joined axis may differ
ops.concat([text, x], 1)
// @ts-expect-error split needs a multiple of 5 in axis 2, got 12 of [B, 7, 12]
ops.split(x, 5, 2)
// @ts-expect-error slice takes 6 from 2 in axis 1 of [B, 7, 12], which is only 7 long
ops.slice(x, [0, 2], [-1, 6])
// @ts-expect-error gather needs int32, got float32; cast it to int32
ops.gather(data, tensor([0, 1]))
// @ts-expect-error pad needs a pair [before, after] for each axis of [B, 7, 12], got 1
ops.pad(x, [[1, 1]])
// @ts-expect-error broadcastTo cannot make [2, 5] of [2, 3]: only an axis of 1 stretches
ops.broadcastTo(data, [2, 5])
// @ts-expect-error shape must be an integer of 0 or more, got -1
ops.zeros([2, -1])
// @ts-expect-error topk(5) needs 5 values or more in the last axis, got [2, 3]
ops.topk(data, 5)
