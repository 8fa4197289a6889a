import { input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<SymbolicTensor<["B", 7, 12]>>(input({ shape: [7, 12] }))
