import { concatenate, type Dim, type Dot, dense, dot, input, permute, softmax, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const query = input({ shape: ["Tq", 64] })
const key = input({ shape: ["Tk", 64] })
const vector = input({ shape: [64] })
declare const axes: number

expectType<Dot<2>>(dot({ axes: 2 }))
expectType<Dot<readonly [2, 1]>>(dot({ axes: [2, 1], normalize: true }))

// Attention: the scores of each query for each key, and the values weighed by them.
const scores = softmax()(dot({ axes: -1 })([query, key]))
expectType<SymbolicTensor<["B", "Tq", "Tk"]>>(scores)
expectType<SymbolicTensor<["B", "Tk", "Tq"]>>(permute({ dims: [2, 1] })(scores))
const context = dot({ axes: [2, 1] })([scores, key])
expectType<SymbolicTensor<["B", "Tq", 64]>>(context)
expectType<SymbolicTensor<["B", "Tq", 128]>>(concatenate()([query, context]))

// Of other ranks; two vectors keep an axis of 1.
expectType<SymbolicTensor<["B", 1]>>(dot({ axes: 1 })([vector, vector]))
expectType<SymbolicTensor<["B", "Tq"]>>(dot({ axes: [2, 1] })([query, vector]))
expectType<SymbolicTensor<["B", 4, 6, 7, 8]>>(
  dot({ axes: [2, 3] })([input({ shape: [4, 5, 6] }), input({ shape: [7, 8, 5] })]),
)
expectType<SymbolicTensor<readonly Dim[]>>(dot({ axes })([query, key]))

const attention = <B extends Dim, Tq extends Dim, Tk extends Dim>(
  query: SymbolicTensor<[B, Tq, 64]>,
  value: SymbolicTensor<[B, Tk, 64]>,
) => dot({ axes: [2, 1] })([softmax()(dot({ axes: 2 })([query, value])), value])
expectType<SymbolicTensor<["B", "Tq", 64]>>(attention(query, key))

// @ts-expect-error dot(axes 2): axis 2 of element 1 [B, Tq, 32] is 32, but axis 2 of element 0 [B, Tq, 64] is 64; the axes that are summed over must be equal
dot({ axes: 2 })([query, dense({ units: 32 })(query)])
// @ts-expect-error dot(axes -2): element 1 is [B, 64], whose axis -2 is the batch; sum over another axis
dot({ axes: -2 })([query, vector])
// @ts-expect-error dot(axes 3): element 0 is [B, Tq, 64], which has no axis 3
dot({ axes: 3 })([query, key])
// @ts-expect-error dot(axes [2, 2]): element 1 is [B, 64], which has no axis 2
dot({ axes: [2, 2] })([query, vector])
// @ts-expect-error dot(axes 2): element 1 is [5, 7, 64], whose batch is 5, not B as that of element 0
dot({ axes: 2 })([query, input({ shape: [7, 64], batchSize: 5 })])
// @ts-expect-error dot(axes 1) needs a list of two tensors, got 3
dot({ axes: 1 })([vector, vector, vector])
// @ts-expect-error axes must be integers other than 0, the batch, got 0
dot({ axes: 0 })
// @ts-expect-error axes must be integers other than 0, the batch, got 0
dot({ axes: [1, 0] })
// @ts-expect-error axes must be one axis, or one for each of the two tensors, got [1, 2, 3]
dot({ axes: [1, 2, 3] })
