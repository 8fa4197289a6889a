import { type Dim, input, type Params, type PReLU, prelu, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })

expectType<PReLU<readonly []>>(prelu())
expectType<PReLU<1>>(prelu({ sharedAxes: 1 }))
expectType<PReLU<readonly [1, 2]>>(prelu({ sharedAxes: [1, 2] }))
expectType<SymbolicTensor<["B", 7, 12]>>(prelu()(input({ shape: [7, 12] })))
expectType<SymbolicTensor<["B", "T", 12]>>(prelu({ sharedAxes: 1 })(x))
expectType<SymbolicTensor<["B", "H", "W", 8]>>(prelu({ sharedAxes: [1, 2] })(input({ shape: ["H", "W", 8] })))
// A dynamic axis is checked when the layer is built.
expectType<SymbolicTensor<["B", number]>>(prelu()(input({ shape: [null] })))

const sloped = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => prelu({ sharedAxes: [1] })(x)
expectType<SymbolicTensor<["B", 7, 64]>>(sloped(input({ shape: [7, 64] })))

declare const count: Params<PReLU<readonly []>, ["B", 7, 12]>
expectType<84>(count)
declare const shared: Params<PReLU<readonly [1]>, ["B", "T", 12]>
expectType<12>(shared)

// @ts-expect-error prelu has a slope for each place of axis 1, so its size must be a number, got [B, T, 12]; give the input that size, or name 1 among sharedAxes
prelu()(x)
// @ts-expect-error prelu(sharedAxes [1, 3]) got [B, T, 12], which has no axis 3 behind the batch; count from 1
prelu({ sharedAxes: [1, 3] })(x)
// @ts-expect-error prelu(sharedAxes 0) got [B, T, 12], which has no axis 0 behind the batch; count from 1
prelu({ sharedAxes: 0 })(x)
// @ts-expect-error sharedAxes must be an integer, got 1.5
prelu({ sharedAxes: 1.5 })
