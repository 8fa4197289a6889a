import { input, type ELU, elu, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<ELU>(elu())
expectType<ELU>(elu({ alpha: 0.5 }))
expectType<SymbolicTensor<["B", "T", 12]>>(elu()(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 12]>>(elu({ alpha: 0.5 })(input({ shape: [12], dtype: "int32" })))

// @ts-expect-error Object literal may only specify known properties, and 'slope' does not exist in type 'ELUOptions'
elu({ slope: 0.1 })
