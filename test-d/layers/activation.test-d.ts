import { activation, type ActivationLayer, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<ActivationLayer>(activation({ activation: "relu" }))
expectType<SymbolicTensor<["B", "T", 12]>>(activation({ activation: "relu" })(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B", 12]>>(activation({ activation: "softmax" })(input({ shape: [12], dtype: "int32" })))

// @ts-expect-error Type '"rleu"' is not assignable to type 'Activation'
activation({ activation: "rleu" })
