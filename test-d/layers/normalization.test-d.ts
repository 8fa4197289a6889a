import {
  input,
  type Normalization,
  type NormalizationBy,
  normalization,
  type Params,
  type SymbolicTensor,
  tensor,
} from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 3] })

expectType<Normalization<-1>>(normalization())
expectType<Normalization<readonly []>>(normalization({ axis: [] }))
expectType<NormalizationBy<-1, 2, 4>>(normalization({ mean: 2, variance: 4 }))
expectType<SymbolicTensor<["B", "T", 3]>>(normalization({ invert: true })(x))
expectType<SymbolicTensor<["B", "T", 3]>>(normalization({ mean: [1, 2, 3], variance: [1, 1, 4] })(x))
expectType<void>(normalization().adapt(tensor([[1, 2, 3]])))

declare const count: Params<Normalization<-1>, ["B", "T", 3]>
expectType<7>(count)
declare const none: Params<NormalizationBy<-1, 2, 4>, ["B", "T", 3]>
expectType<0>(none)

// @ts-expect-error normalization(axis 1) makes weights as large as axis 1, so its size must be a number, got [B, T, 3]; give the input that size, or name another axis
normalization({ axis: 1 })(x)
// @ts-expect-error normalization(axis 3) got [B, T, 3], which has no axis 3
normalization({ axis: 3 })(x)
// @ts-expect-error normalization(axis -1) needs a mean and a variance for each of the 3 places of axis -1, got 2
normalization({ mean: [1, 2], variance: [1, 1] })(x)
// @ts-expect-error normalization(axis []) takes lists of means and variances for one axis; give a number for all, or name one axis
normalization({ axis: [], mean: [1, 2], variance: [1, 1] })(x)
// @ts-expect-error variance must be a number where mean is one, and a list of as many numbers where mean is a list
normalization({ mean: [1, 2, 3], variance: 1 })
