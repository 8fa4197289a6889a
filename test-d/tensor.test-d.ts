import {
  type BoolTensor,
  bidirectional,
  type Dense,
  dense,
  input,
  type IntTensor,
  type LSTM,
  lstm,
  type Sequential,
  type StringTensor,
  type SymbolicTensor,
  sequential,
  type Tensor,
  type TimeDistributed,
  tensor,
  timeDistributed,
} from "shapeproof"
import { expectType } from "tsd"

declare const count: number
declare const list: number[]
declare const rows: number[][]

// The shape of the values
expectType<Tensor<[2, 3]>>(
  tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]),
)
expectType<Tensor<[]>>(tensor(7))
expectType<Tensor<[number]>>(tensor(list))
expectType<Tensor<[number, number]>>(tensor(rows))
expectType<Tensor<[2, number]>>(tensor([list, list]))
expectType<StringTensor<[2]>>(tensor(["a", "b"]))
expectType<BoolTensor<[2, 1]>>(tensor([[true], [false]]))
expectType<IntTensor<[2, 2]>>(
  tensor(
    [
      [1, 2],
      [3, 4],
    ],
    undefined,
    "int32",
  ),
)
// @ts-expect-error tensor: row 1 has shape [1], but row 0 has [2]
tensor([[1, 2], [3]])

// The shape that is written
expectType<IntTensor<[2, 2]>>(tensor([1, 2, 3, 4], [2, 2], "int32"))
expectType<Tensor<[2, 2]>>(tensor(list, [2, 2]))
expectType<Tensor<[number, 7, 12]>>(tensor(new Float32Array(84), [count, 7, 12]))
expectType<IntTensor<[4]>>(tensor(new Int32Array(4), [4]))
expectType<Tensor<number[]>>(tensor(list, list))
// @ts-expect-error tensor: 4 values do not fill [3, 2]
tensor([1, 2, 3, 4], [3, 2])

// A constant is as good as a literal, also in the options of a layer that stands inside another call
const units = 5
expectType<TimeDistributed<Dense<5>>>(timeDistributed({ layer: dense({ units }) }))
expectType<TimeDistributed<LSTM<5, true, false>>>(timeDistributed({ layer: lstm({ units, returnSequences: true }) }))
expectType<Sequential<[Dense<5>, Dense<5>]>>(sequential(dense({ units }), dense({ units })))
expectType<SymbolicTensor<["B", 7, 5]>>(input({ shape: [7, 12] }).pipe(dense({ units })))
expectType<SymbolicTensor<["B", 10]>>(bidirectional({ layer: lstm({ units }) })(input({ shape: [7, 12] })))
