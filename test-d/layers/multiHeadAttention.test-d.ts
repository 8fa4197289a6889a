import {
  add,
  type Dim,
  input,
  layerNormalization,
  lstm,
  type MultiHeadAttention,
  type MultiHeadAttentionWith,
  multiHeadAttention,
  type SymbolicBoolTensor,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const query = input({ shape: ["Tq", 64] })
const value = input({ shape: ["Tv", 48] })
const key = input({ shape: ["Tv", 32] })
declare const wide: number

expectType<MultiHeadAttention<8, 16>>(multiHeadAttention({ numHeads: 8, keyDim: 16 }))
expectType<MultiHeadAttention<8, 16>>(multiHeadAttention({ numHeads: 8, keyDim: 16, useCausalMask: true }))
expectType<MultiHeadAttentionWith<8, 16, 5, 7, false>>(
  multiHeadAttention({ numHeads: 8, keyDim: 16, valueDim: 5, outputShape: 7, useBias: false }),
)

// Query, value and key may be of any width: the output is as wide as the query, or as told.
expectType<SymbolicTensor<["B", "Tq", 64]>>(multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value]))
expectType<SymbolicTensor<["B", "Tq", 64]>>(multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value, key]))
expectType<SymbolicTensor<["B", "Tq", 7]>>(
  multiHeadAttention({ numHeads: 8, keyDim: 16, outputShape: 7 })([query, value]),
)
expectType<SymbolicTensor<["B", "Tq", number]>>(
  multiHeadAttention({ numHeads: 8, keyDim: 16, outputShape: wide })([query, value]),
)

const block = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) =>
  layerNormalization()(add()([x, multiHeadAttention({ numHeads: 4, keyDim: 16, useCausalMask: true })([x, x])]))
expectType<SymbolicTensor<["B", "Tq", 64]>>(block(query))

// @ts-expect-error multiHeadAttention(8 x 16): element 1, the value, needs rank 3 [batch, time, features], got [B, 64]; a recurrent layer keeps its time axis with returnSequences: true, and reshape makes one axis of several
multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, lstm({ units: 64 })(value)])
// @ts-expect-error multiHeadAttention(8 x 16): element 2, the key, is [B, Tq, 64], of Tq steps, but the value has Tv; each step of the value needs its key
multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value, query])
// @ts-expect-error multiHeadAttention(8 x 16) needs a list [query, value] or [query, value, key], got 1
multiHeadAttention({ numHeads: 8, keyDim: 16 })([query])
// @ts-expect-error numHeads must be a positive integer, got 0
multiHeadAttention({ numHeads: 0, keyDim: 16 })
// @ts-expect-error keyDim must be a positive integer, got 1.5
multiHeadAttention({ numHeads: 8, keyDim: 1.5 })
// @ts-expect-error outputShape must be a positive integer, got -1
multiHeadAttention({ numHeads: 8, keyDim: 16, outputShape: -1 })

// The scores, of each head, behind the output; and a mask of what each step sees, behind the key.
const scored = multiHeadAttention({ numHeads: 8, keyDim: 16, returnAttentionScores: true })([query, value])
expectType<[output: SymbolicTensor<["B", "Tq", 64]>, scores: SymbolicTensor<["B", 8, "Tq", "Tv"]>]>(scored)
const seen = input({ shape: ["Tq", "Tv"], dtype: "bool" })
expectType<SymbolicTensor<["B", "Tq", 64]>>(multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value, key, seen]))

const maskedBlock = <T extends Dim>(x: SymbolicTensor<["B", T, 64]>, each: SymbolicBoolTensor<["B", 1, T]>) =>
  add()([x, multiHeadAttention({ numHeads: 4, keyDim: 16 })([x, x, x, each])])
expectType<SymbolicTensor<["B", "Tq", 64]>>(maskedBlock(query, input({ shape: [1, "Tq"], dtype: "bool" })))

// @ts-expect-error multiHeadAttention(8 x 16): element 3, the mask, must be [B, Tq, Tv], which steps of the value each step of the query sees, got [B, Tv, 48]
multiHeadAttention({ numHeads: 8, keyDim: 16 })([query, value, key, value])
