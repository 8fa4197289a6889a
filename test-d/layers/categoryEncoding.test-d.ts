import { type CategoryEncoding, categoryEncoding, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [4], dtype: "int32" })

expectType<CategoryEncoding<9, "multiHot">>(categoryEncoding({ numTokens: 9 }))
expectType<CategoryEncoding<9, "count">>(categoryEncoding({ numTokens: 9, outputMode: "count" }))
expectType<SymbolicTensor<["B", 9]>>(categoryEncoding({ numTokens: 9 })(x))
expectType<SymbolicTensor<["B", 4, 9]>>(categoryEncoding({ numTokens: 9, outputMode: "oneHot" })(x))
expectType<SymbolicTensor<["B", "T", 9]>>(
  categoryEncoding({ numTokens: 9, outputMode: "oneHot" })(input({ shape: ["T"], dtype: "int32" })),
)

// @ts-expect-error categoryEncoding(9, oneHot) makes a vector of each value, got [B, 1], whose last axis is 1; outputMode multiHot puts the vector in its place
categoryEncoding({ numTokens: 9, outputMode: "oneHot" })(input({ shape: [1], dtype: "int32" }))
// @ts-expect-error numTokens must be a positive integer, got 0
categoryEncoding({ numTokens: 0 })
