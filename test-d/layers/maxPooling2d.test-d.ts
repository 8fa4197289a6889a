import {
  input,
  type Params,
  type SymbolicTensor,
  maxPooling2d,
  type MaxPooling2D,
  type MaxPooling2DWith,
} from "shapeproof"
import { expectType } from "tsd"

const halved = maxPooling2d()
expectType<MaxPooling2D<2>>(halved)

const image = input({ shape: [28, 27, 8] })
expectType<SymbolicTensor<["B", 14, 13, 8]>>(halved(image))
expectType<0>({} as Params<typeof halved, ["B", 28, 27, 8]>)

// Padded, what is left over counts
expectType<SymbolicTensor<["B", 14, 14, 8]>>(maxPooling2d({ padding: "same" })(image))
expectType<SymbolicTensor<["B", 26, 13, 8]>>(maxPooling2d({ poolSize: [3, 2], strides: [1, 2] })(image))
expectType<MaxPooling2DWith<3, { strides: 1; padding: "valid"; dataFormat: "channelsLast" }>>(
  maxPooling2d({ poolSize: 3, strides: 1 }),
)
expectType<SymbolicTensor<["B", 28, 13, 4]>>(maxPooling2d({ dataFormat: "channelsFirst" })(image))
expectType<SymbolicTensor<["B", "H", 14, 8]>>(maxPooling2d()(input({ shape: ["2*H", 28, 8] })))

// Refusals
// @ts-expect-error maxPooling2d(9): a pool of 9 does not fit axis 1 (height), which is 5; make poolSize smaller or padding "same"
maxPooling2d({ poolSize: 9 })(input({ shape: [5, 5, 3] }))
// @ts-expect-error maxPooling2d(2) needs a rank-4 input [batch, height, width, channels], got [B, 28, 28]; add an axis of channels with reshape
halved(input({ shape: [28, 28] }))
// @ts-expect-error poolSize must be a positive integer, got 0
maxPooling2d({ poolSize: 0 })
// @ts-expect-error strides must be a positive integer, got 0.5
maxPooling2d({ strides: 0.5 })
