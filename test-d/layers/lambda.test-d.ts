import {
  dense,
  type Dim,
  input,
  type Lambda,
  lambda,
  type LambdaTo,
  sequential,
  type SymbolicTensor,
  type Tensor,
  tensor,
  timeDistributed,
} from "shapeproof"
import * as ops from "shapeproof/ops"
import { expectType } from "tsd"

// Its shapes are the function's own.
declare const scalar: SymbolicTensor<[]>
const halves = lambda({
  function: <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 8]>) => ops.split(x, 2, -1)[0],
})
expectType<SymbolicTensor<["B", "T", 4]>>(halves(input({ shape: ["T", 8] })))
expectType<SymbolicTensor<["B", 7, 4]>>(halves(input({ shape: [7, 8] })))

// Of what is not known it knows nothing, and of what is declared that.
const doubled = lambda({ function: x => ops.mul(x, 2), outputShape: [8] })
expectType<LambdaTo<readonly [8]>>(doubled)
expectType<SymbolicTensor<["B", 8]>>(doubled(input({ shape: [8] })))
expectType<Tensor<[1, 8]>>(doubled(tensor([[1, 2, 3, 4, 5, 6, 7, 8]])))
expectType<SymbolicTensor<["B", "T", number]>>(
  lambda({ function: x => x, outputShape: ["T", null] })(input({ shape: [8] })),
)

// In a row, the axes that are type parameters of the function are dynamic.
const row = sequential(input({ shape: [7, 8] }), halves, dense({ units: 3 }))
expectType<SymbolicTensor<[number, number, 3]>>(row.outputs)
expectType<SymbolicTensor<["B", 5, 2]>>(
  timeDistributed({ layer: lambda({ function: x => x, outputShape: [2] }) })(input({ shape: [5, 9] })),
)

// @ts-expect-error Argument of type 'SymbolicTensor<["B", 7, 9]>' is not assignable to parameter of type 'SymbolicTensor<["B", 7, 8]>'.
halves(input({ shape: [7, 9] }))
/** A function whose type has a name has a short hover. */
interface Halving {
  <B extends Dim>(x: SymbolicTensor<[B, 8]>): SymbolicTensor<[B, 4]>
  readonly by: 2
}
declare const halving: Halving
expectType<Lambda<Halving>>(lambda({ function: halving }))
// @ts-expect-error the function of a lambda does not take what reaches it; call the lambda by itself to see why
sequential(input({ shape: [9] }), lambda({ function: halving }))
// @ts-expect-error lambda needs an input with a batch, got []
doubled(scalar)
