import { type Identity, identity, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<Identity>(identity())
expectType<SymbolicTensor<["B", "T", 12]>>(identity()(input({ shape: ["T", 12] })))
expectType<SymbolicTensor<["B"]>>(identity()(input({ shape: [] })))

// @ts-expect-error Object literal may only specify known properties, and 'units' does not exist in type 'LayerOptions'
identity({ units: 3 })
