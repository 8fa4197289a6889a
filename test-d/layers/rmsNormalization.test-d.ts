import { input, type Params, type RMSNormalization, rmsNormalization, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 12] })

expectType<RMSNormalization<-1>>(rmsNormalization())
expectType<RMSNormalization<readonly [1, 2]>>(rmsNormalization({ axis: [1, 2] }))
expectType<SymbolicTensor<["B", "T", 12]>>(rmsNormalization({ epsilon: 1e-5 })(x))

declare const count: Params<RMSNormalization<-1>, ["B", "T", 12]>
expectType<12>(count)

// @ts-expect-error rmsNormalization(axis 1) makes weights as large as axis 1, so its size must be a number, got [B, T, 12]; give the input that size, or name another axis
rmsNormalization({ axis: 1 })(x)
// @ts-expect-error rmsNormalization(axis 3) got [B, T, 12], which has no axis 3
rmsNormalization({ axis: 3 })(x)
// @ts-expect-error rmsNormalization(axis [2, -1]) got [B, T, 12], of which axis -1 is named twice; name each axis once
rmsNormalization({ axis: [2, -1] })(x)
