import {
  type AdditiveAttention,
  type AdditiveAttentionWith,
  additiveAttention,
  input,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const query = input({ shape: ["Tq", 64] })
const value = input({ shape: [9, 64] })
const key = input({ shape: [9, 32] })

expectType<AdditiveAttention>(additiveAttention())
expectType<AdditiveAttentionWith<false>>(additiveAttention({ useScale: false }))

expectType<SymbolicTensor<["B", "Tq", 64]>>(additiveAttention()([query, value]))
expectType<SymbolicTensor<["B", 9, 32]>>(additiveAttention()([value, key, value]))

// @ts-expect-error additiveAttention: element 1, the value, is [B, 9, 32], of 32 features, but the query has 64; bring one to the other with dense
additiveAttention()([query, key])
// @ts-expect-error additiveAttention needs a list [query, value] or [query, value, key], got 4
additiveAttention()([query, value, value, value])
