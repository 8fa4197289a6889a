import { type GaussianNoise, gaussianNoise, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

expectType<GaussianNoise>(gaussianNoise({ stddev: 0.1, seed: 42 }))
expectType<SymbolicTensor<["B", "T", 12]>>(gaussianNoise({ stddev: 0.1 })(input({ shape: ["T", 12] })))
