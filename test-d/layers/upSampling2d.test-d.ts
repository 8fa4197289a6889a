import { input, type SymbolicTensor, upSampling2d, type UpSampling2D } from "shapeproof"
import { expectType } from "tsd"

expectType<UpSampling2D<2>>(upSampling2d())
expectType<SymbolicTensor<["B", 14, "3*W", 8]>>(upSampling2d({ size: [2, 3] })(input({ shape: [7, "W", 8] })))

// @ts-expect-error size must be a positive integer, got 0
upSampling2d({ size: 0 })
