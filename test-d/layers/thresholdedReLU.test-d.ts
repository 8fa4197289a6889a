import { input, type SymbolicTensor, type ThresholdedReLU, thresholdedReLU } from "shapeproof"
import { expectType } from "tsd"

expectType<ThresholdedReLU>(thresholdedReLU())
expectType<ThresholdedReLU>(thresholdedReLU({ theta: 0.1 }))
expectType<SymbolicTensor<["B", "T", 12]>>(thresholdedReLU()(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 12]>>(thresholdedReLU({ theta: 0.1 })(input({ shape: [12], dtype: "int32" })))

// @ts-expect-error Object literal may only specify known properties, and 'slope' does not exist in type 'ThresholdedReLUOptions<never>'
thresholdedReLU({ slope: 0.1 })
