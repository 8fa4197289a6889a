import { input, type SymbolicTensor, averagePooling1d, type AveragePooling1D } from "shapeproof"
import { expectType } from "tsd"

const halved = averagePooling1d()
expectType<AveragePooling1D<2>>(halved)

expectType<SymbolicTensor<["B", 5, 8]>>(halved(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", 6, 8]>>(averagePooling1d({ padding: "same" })(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", 9, 8]>>(averagePooling1d({ poolSize: 3, strides: 1 })(input({ shape: [11, 8] })))
expectType<SymbolicTensor<["B", number, 8]>>(halved(input({ shape: [null, 8] })))

// Refusals
// @ts-expect-error averagePooling1d(4): a pool of 4 does not fit axis 1 (time), which is 3; make poolSize smaller or padding "same"
averagePooling1d({ poolSize: 4 })(input({ shape: [3, 8] }))
// @ts-expect-error poolSize must be one positive integer or a list of 1, got [2, 2]
averagePooling1d({ poolSize: [2, 2] })
