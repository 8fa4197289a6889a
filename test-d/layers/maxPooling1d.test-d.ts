import { input, type SymbolicTensor, maxPooling1d, type MaxPooling1D } from "shapeproof"
import { expectType } from "tsd"

const halved = maxPooling1d()
expectType<MaxPooling1D<2>>(halved)

expectType<SymbolicTensor<["B", 5, 8]>>(halved(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", 6, 8]>>(maxPooling1d({ padding: "same" })(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", 9, 8]>>(maxPooling1d({ poolSize: 3, strides: 1 })(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", number, 8]>>(halved(input({ shape: [null, 8] })))

// Refusals
// @ts-expect-error maxPooling1d(4): a pool of 4 does not fit axis 1 (time), which is 3; make poolSize smaller or padding "same"
maxPooling1d({ poolSize: 4 })(input({ shape: [3, 8] }))
// @ts-expect-error poolSize must be one positive integer or a list of 1, got [2, 2]
maxPooling1d({ poolSize: [2, 2] })
