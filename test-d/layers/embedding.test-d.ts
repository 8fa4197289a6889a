import {
  type Embedding,
  embedding,
  input,
  type IntTensor,
  type Params,
  type SymbolicTensor,
  type Tensor,
} from "shapeproof"
import { expectType } from "tsd"

const table = embedding({ inputDim: 1000, outputDim: 64, maskZero: true })
expectType<Embedding<1000, 64>>(table)

// Integers of any rank, each a vector: int32 in, float32 out
expectType<SymbolicTensor<["B", "T", 64]>>(table(input({ shape: ["T"], dtype: "int32" })))
expectType<SymbolicTensor<["B", 7, 3, 64]>>(table(input({ shape: [7, 3] })))
declare const words: IntTensor<[32, 10]>
expectType<Tensor<[32, 10, 64]>>(table(words))
expectType<64000>({} as Params<typeof table, ["B", "T"]>)

// @ts-expect-error inputDim must be a positive integer, got 0
embedding({ inputDim: 0, outputDim: 64 })
// @ts-expect-error outputDim must be a positive integer, got -64
embedding({ inputDim: 10, outputDim: -64 })
