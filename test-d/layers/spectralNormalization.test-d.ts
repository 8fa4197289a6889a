import {
  conv2d,
  type Dense,
  dense,
  embedding,
  input,
  lstm,
  type Params,
  type SpectralNormalization,
  spectralNormalization,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

expectType<SpectralNormalization<Dense<5>>>(spectralNormalization({ layer: dense({ units: 5 }), powerIterations: 2 }))
expectType<SymbolicTensor<["B", "T", 5]>>(
  spectralNormalization({ layer: dense({ units: 5 }) })(input({ shape: ["T", 12] })),
)
expectType<SymbolicTensor<["B", 26, 26, 8]>>(
  spectralNormalization({ layer: conv2d({ filters: 8, kernelSize: 3 }) })(input({ shape: [28, 28, 1] })),
)
expectType<SymbolicTensor<["B", "T", 4]>>(
  spectralNormalization({ layer: embedding({ inputDim: 9, outputDim: 4 }) })(input({ shape: ["T"], dtype: "int32" })),
)

// The kernel, the bias, and a vector as wide as the kernel.
declare const count: Params<SpectralNormalization<Dense<5>>, ["B", 12]>
expectType<70>(count)

// @ts-expect-error in spectralNormalization: dense(5) needs an input of rank 2 or more [batch, ..., features], got [B]; add a batch axis
spectralNormalization({ layer: dense({ units: 5 }) })(input({ shape: [] }))
// @ts-expect-error layer must have a kernel, as dense, embedding and the convolutions have
spectralNormalization({ layer: lstm({ units: 4 }) })
// @ts-expect-error powerIterations must be a positive integer, got 0
spectralNormalization({ layer: dense({ units: 5 }), powerIterations: 0 })
