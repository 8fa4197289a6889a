import { input, type ReLU, reLU, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<ReLU>(reLU())
expectType<ReLU>(reLU({ maxValue: 6, negativeSlope: 0.1, threshold: 0.5 }))
expectType<SymbolicTensor<["B", "T", 12]>>(reLU()(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 12]>>(
  reLU({ maxValue: 6, negativeSlope: 0.1, threshold: 0.5 })(input({ shape: [12], dtype: "int32" })),
)

// @ts-expect-error Object literal may only specify known properties, and 'slope' does not exist in type 'ReLUOptions<never, never, never>'
reLU({ slope: 0.1 })
