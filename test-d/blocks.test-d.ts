/** Blocks of layers as ordinary functions: checked once, and right for every use. */
import {
  add,
  batchNormalization,
  conv1d,
  conv2d,
  dense,
  type Dim,
  dot,
  input,
  lstm,
  reLU,
  sequential,
  softmax,
  type SymbolicTensor,
} from "shapeproof"
import { expectType } from "tsd"

const residual = <B extends Dim, T extends Dim, D extends number>(x: SymbolicTensor<[B, T, D]>, units: D) =>
  add()([x, dense({ units })(dense({ units: 64 })(x))])
expectType<SymbolicTensor<["B", "T", 16]>>(residual(input({ shape: ["T", 16] }), 16))
expectType<SymbolicTensor<["B", 7, 8]>>(residual(input({ shape: [7, 8] }), 8))

const attention = <B extends Dim, T extends Dim, D extends Dim>(x: SymbolicTensor<[B, T, D]>) =>
  dot({ axes: [2, 1] })([softmax()(dot({ axes: [2, 2] })([x, x])), x])
expectType<SymbolicTensor<["B", "T", 16]>>(attention(input({ shape: ["T", 16] })))

const encoder = <B extends Dim, T extends Dim, D extends Dim, const units extends number>(
  x: SymbolicTensor<[B, T, D]>,
  units: units,
) => lstm({ units, returnState: true })(x)[1]
expectType<SymbolicTensor<["B", 5]>>(encoder(input({ shape: ["T", 16] }), 5))

// Convolutions that pad, and move by one, keep the size of an image, whatever it is
function convolutions<H extends Dim, W extends Dim>(x: SymbolicTensor<["B", H, W, 16]>) {
  const y = batchNormalization()(conv2d({ filters: 16, kernelSize: 3, padding: "same" })(x))
  expectType<SymbolicTensor<["B", H, W, 16]>>(y)
  return add()([x, y])
}
expectType<SymbolicTensor<["B", 28, 7, 16]>>(convolutions(input({ shape: [28, 7, 16] })))
expectType<SymbolicTensor<["B", "H", "W", 16]>>(convolutions(input({ shape: ["H", "W", 16] })))
expectType<SymbolicTensor<["B", number, 7, 16]>>(convolutions(input({ shape: [null, 7, 16] })))

// With strides both branches have the same new size, and further blocks take it
function halving<H extends Dim, W extends Dim>(x: SymbolicTensor<["B", H, W, 16]>) {
  const y = conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: "same" })(x)
  return convolutions(reLU()(add()([conv2d({ filters: 16, kernelSize: 1, strides: 2, padding: "same" })(x), y])))
}
expectType<SymbolicTensor<["B", 14, 4, 16]>>(halving(input({ shape: [28, 7, 16] })))
expectType<SymbolicTensor<["B", 2, 1, 16]>>(halving(halving(input({ shape: [7, 4, 16] }))))
expectType<SymbolicTensor<["B", "ceil(H/2)", 4, 16]>>(halving(input({ shape: ["H", 7, 16] })))

const causal = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 16]>) =>
  conv1d({ filters: 8, kernelSize: 3, dilationRate: 2, padding: "causal" })(x)
expectType<SymbolicTensor<["B", 5, 8]>>(causal(input({ shape: [5, 16] })))

// A block that halves the one and not the other is red where they meet
export const lopsided = <H extends Dim, W extends Dim>(x: SymbolicTensor<["B", H, W, 16]>) =>
  // @ts-expect-error is not assignable to parameter of type 'Unrefused<
  add()([x, conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: "same" })(x)])

// A row of layers takes any rank
const feedForward = sequential(dense({ units: 64 }), dense({ units: 3 }))
expectType<SymbolicTensor<["B", 3]>>(feedForward(input({ shape: [16] })))
expectType<SymbolicTensor<["B", 9, 9, 3]>>(feedForward(input({ shape: [9, 9, 16] })))

// Where the rank is not known inside a function, the compiler names the rule
export const anyRank = <S extends readonly Dim[]>(x: SymbolicTensor<S>) =>
  // @ts-expect-error Argument of type 'SymbolicTensor<S>' is not assignable to parameter of type 'Accepted<SymbolicTensor<S>, answer<denseRule<4, true>, SymbolicTensor<S>>>'
  dense({ units: 4 })(x)
