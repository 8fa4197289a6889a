import {
  type Attention,
  type AttentionWith,
  attention,
  dense,
  type Dim,
  input,
  lstm,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const query = input({ shape: ["Tq", 64] })
const value = input({ shape: ["Tv", 64] })
const key = input({ shape: ["Tv", 32] })
const vector = input({ shape: [64] })
declare const loose: SymbolicTensor<["B", "Tq", number]>

expectType<Attention>(attention())
expectType<Attention>(attention({ dropout: 0.1, useCausalMask: true }))
expectType<AttentionWith<true, "concat">>(attention({ useScale: true, scoreMode: "concat" }))

expectType<SymbolicTensor<["B", "Tq", 64]>>(attention()([query, value]))
expectType<SymbolicTensor<["B", "Tq", 64]>>(attention()([query, query]))
// The output is as wide as the value; the key as wide as the query.
expectType<SymbolicTensor<["B", "Tq", 32]>>(attention()([query, key, value]))
expectType<SymbolicTensor<["B", "Tq", 64]>>(attention()([loose, value]))

const decode = <B extends Dim, Tx extends Dim, Ty extends Dim>(
  encoded: SymbolicTensor<[B, Tx, 64]>,
  decoded: SymbolicTensor<[B, Ty, 64]>,
) => attention()([decoded, encoded])
expectType<SymbolicTensor<["B", "Tv", 64]>>(decode(query, value))

// @ts-expect-error attention: element 1, the value, is [B, Tv, 32], of 32 features, but the query has 64; bring one to the other with dense
attention()([query, key])
// @ts-expect-error attention: element 2, the key, is [B, Tv, 32], of 32 features, but the query has 64; bring one to the other with dense
attention()([query, value, key])
// @ts-expect-error attention: element 1, the value, needs rank 3 [batch, time, features], got [B, 64]; a recurrent layer keeps its time axis with returnSequences: true, and reshape makes one axis of several
attention()([query, lstm({ units: 64 })(value)])
// @ts-expect-error attention: element 0, the query, needs rank 3 [batch, time, features], got [B, 64]; a recurrent layer keeps its time axis with returnSequences: true, and reshape makes one axis of several
attention()([vector, value])
// @ts-expect-error attention: element 2, the key, is [B, Tq, 64], of Tq steps, but the value has Tv; each step of the value needs its key
attention()([query, value, dense({ units: 64 })(query)])
// @ts-expect-error attention: element 1, the value, is [5, 7, 64], whose batch is 5, not B as that of the query
attention()([query, input({ shape: [7, 64], batchSize: 5 })])
// @ts-expect-error attention needs a list [query, value] or [query, value, key], got 1
attention()([query])

const [, scores] = attention({ returnAttentionScores: true })([
  input({ shape: ["Tq", 8] }),
  input({ shape: ["Tv", 8] }),
])
expectType<SymbolicTensor<["B", "Tq", "Tv"]>>(scores)
