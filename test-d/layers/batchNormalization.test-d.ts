import {
  type BatchNormalization,
  type BatchNormalizationWith,
  batchNormalization,
  type Dim,
  input,
  type Params,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })

expectType<BatchNormalization<-1>>(batchNormalization())
expectType<BatchNormalizationWith<1, true, false>>(batchNormalization({ axis: 1, scale: false }))
expectType<SymbolicTensor<["B", "T", 12]>>(batchNormalization()(x))
expectType<SymbolicTensor<["B", 7, 12]>>(batchNormalization({ axis: 1, momentum: 0.9 })(input({ shape: [7, 12] })))
// A dynamic axis is checked when the layer is built.
expectType<SymbolicTensor<["B", number]>>(batchNormalization()(input({ shape: [null] })))

const normal = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => batchNormalization()(x)
expectType<SymbolicTensor<["B", 7, 64]>>(normal(input({ shape: [7, 64] })))

declare const count: Params<BatchNormalization<-1>, ["B", "T", 12]>
expectType<48>(count)
declare const plain: Params<BatchNormalizationWith<-1, false, false>, ["B", "T", 12]>
expectType<24>(plain)

// @ts-expect-error batchNormalization(axis 1) makes weights as large as axis 1, so its size must be a number, got [B, T, 12]; give the input that size, or name another axis
batchNormalization({ axis: 1 })(x)
// @ts-expect-error batchNormalization(axis 3) got [B, T, 12], which has no axis 3
batchNormalization({ axis: 3 })(x)
// @ts-expect-error axis must be an integer, got 1.5
batchNormalization({ axis: 1.5 })
