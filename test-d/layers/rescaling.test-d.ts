import { input, type Rescaling, rescaling, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<Rescaling>(rescaling({ scale: 1 / 255 }))
expectType<SymbolicTensor<["B", 28, 28, 1]>>(
  rescaling({ scale: 1 / 127.5, offset: -1 })(input({ shape: [28, 28, 1], dtype: "int32" })),
)

// @ts-expect-error Type 'string' is not assignable to type 'number'
rescaling({ scale: "1/255" })
