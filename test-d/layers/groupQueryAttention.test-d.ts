import {
  type GroupQueryAttention,
  type GroupQueryAttentionWith,
  groupQueryAttention,
  input,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 64] })
const value = input({ shape: [9, 64] })
const narrow = input({ shape: [9, 32] })
declare const groups: number

expectType<GroupQueryAttention<8, 2, 16>>(groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 2 }))
expectType<GroupQueryAttentionWith<8, 2, 16, false>>(
  groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 2, useBias: false }),
)
expectType<GroupQueryAttention<8, number, 16>>(
  groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: groups }),
)

const layer = groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 2 })
expectType<SymbolicTensor<["B", "T", 64]>>(layer([x, x]))
expectType<SymbolicTensor<["B", "T", 64]>>(layer([x, value, narrow]))

// @ts-expect-error groupQueryAttention(8 x 16 on 2): element 1, the value, is [B, 9, 32], of 32 features, but the query has 64; bring one to the other with dense
layer([x, narrow])
// @ts-expect-error groupQueryAttention(8 x 16 on 2) needs a list [query, value] or [query, value, key], got 1
layer([x])
// @ts-expect-error numKeyValueHeads must divide numQueryHeads, 8, got 3
groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 3 })
// @ts-expect-error numKeyValueHeads must be a positive integer, got 0
groupQueryAttention({ headDim: 16, numQueryHeads: 8, numKeyValueHeads: 0 })
