import {
  type Discretization,
  discretization,
  input,
  type SymbolicIntTensor,
  type SymbolicTensor,
  tensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: [7] })

expectType<Discretization<4, "int">>(discretization({ binBoundaries: [0, 1, 2] }))
expectType<Discretization<10, "oneHot">>(discretization({ numBins: 10, outputMode: "oneHot" }))
expectType<SymbolicIntTensor<["B", 7]>>(discretization({ binBoundaries: [0, 1, 2] })(x))
expectType<SymbolicTensor<["B", 7, 4]>>(discretization({ binBoundaries: [0, 1, 2], outputMode: "oneHot" })(x))
expectType<SymbolicTensor<["B", 10]>>(discretization({ numBins: 10, outputMode: "count" })(x))
expectType<void>(discretization({ numBins: 10 }).adapt(tensor([1, 2, 3])))

// @ts-expect-error Argument of type '{}' is not assignable to parameter of type
discretization({})
// @ts-expect-error discretization(4, oneHot) makes a vector of each value, got [B, 1], whose last axis is 1; outputMode multiHot puts the vector in its place
discretization({ binBoundaries: [0, 1, 2], outputMode: "oneHot" })(input({ shape: [1] }))
// @ts-expect-error numBins must be a positive integer, got 0
discretization({ numBins: 0 })
