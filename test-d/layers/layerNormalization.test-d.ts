import {
  type Dim,
  input,
  type LayerNormalization,
  type LayerNormalizationWith,
  layerNormalization,
  type Params,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })

expectType<LayerNormalization<-1>>(layerNormalization())
expectType<LayerNormalization<readonly [1, 2]>>(layerNormalization({ axis: [1, 2] }))
expectType<LayerNormalizationWith<-1, false, true>>(layerNormalization({ center: false }))
expectType<SymbolicTensor<["B", "T", 12]>>(layerNormalization()(x))
expectType<SymbolicTensor<["B", 7, 12]>>(layerNormalization({ axis: [1, 2], epsilon: 1e-5 })(input({ shape: [7, 12] })))
// Without weights, any axis will do.
expectType<SymbolicTensor<["B", "T", 12]>>(layerNormalization({ axis: 1, center: false, scale: false })(x))
// A dynamic axis is checked when the layer is built.
expectType<SymbolicTensor<["B", number]>>(layerNormalization()(input({ shape: [null] })))

const normal = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => layerNormalization()(x)
expectType<SymbolicTensor<["B", 7, 64]>>(normal(input({ shape: [7, 64] })))

declare const count: Params<LayerNormalization<-1>, ["B", "T", 12]>
expectType<24>(count)
declare const product: Params<LayerNormalizationWith<readonly [1, 2], false, true>, ["B", 7, 12]>
expectType<84>(product)

// @ts-expect-error layerNormalization(axis 1) makes weights as large as axis 1, so its size must be a number, got [B, T, 12]; give the input that size, or name another axis
layerNormalization({ axis: 1 })(x)
// @ts-expect-error layerNormalization(axis [2, 3]) got [B, T, 12], which has no axis 3
layerNormalization({ axis: [2, 3] })(x)
// @ts-expect-error layerNormalization(axis [2, -1]) got [B, T, 12], of which axis -1 is named twice; name each axis once
layerNormalization({ axis: [2, -1] })(x)
// @ts-expect-error axis must be an integer, got 0.5
layerNormalization({ axis: [1, 0.5] })
