/** Blocks of layers as ordinary functions: checked once, and right for every use. */
import { add, dense, type Dim, dot, input, lstm, sequential, softmax, type SymbolicTensor } from "shapeproof"
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

// A row of layers takes any rank
const feedForward = sequential(dense({ units: 64 }), dense({ units: 3 }))
expectType<SymbolicTensor<["B", 3]>>(feedForward(input({ shape: [16] })))
expectType<SymbolicTensor<["B", 9, 9, 3]>>(feedForward(input({ shape: [9, 9, 16] })))

// Where the rank is not known inside a function, the compiler names the rule
export const anyRank = <S extends readonly Dim[]>(x: SymbolicTensor<S>) =>
  // @ts-expect-error Argument of type 'SymbolicTensor<S>' is not assignable to parameter of type 'Accepted<SymbolicTensor<S>, answer<denseRule<4, true>, SymbolicTensor<S>>>'
  dense({ units: 4 })(x)
