import {
  type Dim,
  type GroupNormalization,
  type GroupNormalizationWith,
  groupNormalization,
  input,
  type Params,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["H", "W", 12] })
declare const groups: number

expectType<GroupNormalization<32>>(groupNormalization())
expectType<GroupNormalization<4>>(groupNormalization({ groups: 4 }))
expectType<GroupNormalizationWith<-1, 1, false, true>>(groupNormalization({ groups: -1, axis: 1, center: false }))
expectType<SymbolicTensor<["B", "H", "W", 12]>>(groupNormalization({ groups: 4 })(x))
expectType<SymbolicTensor<["B", "H", "W", 12]>>(groupNormalization({ groups: -1 })(x))
expectType<SymbolicTensor<["B", "H", "W", 12]>>(groupNormalization({ groups })(x))
expectType<SymbolicTensor<["B", 6, "W", "H"]>>(
  groupNormalization({ groups: 2, axis: 1 })(input({ shape: [6, "W", "H"] })),
)

const normal = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) => groupNormalization({ groups: 8 })(x)
expectType<SymbolicTensor<["B", 7, 64]>>(normal(input({ shape: [7, 64] })))

declare const count: Params<GroupNormalization<4>, ["B", "H", "W", 12]>
expectType<24>(count)

// @ts-expect-error groupNormalization(5) splits axis -1 into 5 groups, but its size is 12 in [B, H, W, 12]; choose a number of groups that divides it
groupNormalization({ groups: 5 })(x)
// @ts-expect-error groupNormalization(32) splits axis -1 into 32 groups, but its size is 12 in [B, H, W, 12]; choose a number of groups that divides it
groupNormalization()(x)
// @ts-expect-error groupNormalization(axis 1) makes weights as large as axis 1, so its size must be a number, got [B, H, W, 12]; give the input that size, or name another axis
groupNormalization({ groups: 2, axis: 1 })(x)
// @ts-expect-error groupNormalization(axis 0) got [2, 12], whose axis 0 is the batch; name the axis of the channels
groupNormalization({ groups: 2, axis: 0 })(input({ shape: [12], batchSize: 2 }))
// @ts-expect-error groups must be a positive integer, or -1 for a group each channel, got 0
groupNormalization({ groups: 0 })
