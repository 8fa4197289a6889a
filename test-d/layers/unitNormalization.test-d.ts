import { type Dim, input, type SymbolicTensor, type UnitNormalization, unitNormalization } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })
declare const axis: number

expectType<UnitNormalization<-1>>(unitNormalization())
expectType<SymbolicTensor<["B", "T", 12]>>(unitNormalization()(x))
expectType<SymbolicTensor<["B", "T", 12]>>(unitNormalization({ axis: [1, 2] })(x))
expectType<SymbolicTensor<["B", "T", 12]>>(unitNormalization({ axis })(x))

const unit = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => unitNormalization()(x)
expectType<SymbolicTensor<["B", "T", 64]>>(unit(input({ shape: ["T", 64] })))

// @ts-expect-error unitNormalization(axis 3) got [B, T, 12], which has no axis 3
unitNormalization({ axis: 3 })(x)
// @ts-expect-error unitNormalization(axis [2, -1]) got [B, T, 12], of which axis -1 is named twice; name each axis once
unitNormalization({ axis: [2, -1] })(x)
// @ts-expect-error axis must be an integer, got 0.5
unitNormalization({ axis: 0.5 })
