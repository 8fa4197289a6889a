import { input, type LeakyReLU, leakyReLU, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<LeakyReLU>(leakyReLU())
expectType<LeakyReLU>(leakyReLU({ alpha: 0.1 }))
expectType<SymbolicTensor<["B", "T", 12]>>(leakyReLU()(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 12]>>(leakyReLU({ alpha: 0.1 })(input({ shape: [12], dtype: "int32" })))

// @ts-expect-error Object literal may only specify known properties, and 'slope' does not exist in type 'LeakyReLUOptions<never>'
leakyReLU({ slope: 0.1 })
