// Every claim here is false, and scripts/canary.mjs fails when tsd lets one pass.
import { dense, input, type SymbolicTensor } from "shapeproof"
import { expectError, expectType } from "tsd"

expectType<SymbolicTensor<["B", 7, 13]>>(input({ shape: [7, 12] }))
expectError(input({ shape: [7, 12] }))
dense({ units: 5 })(42)
