import {
  type Dim,
  input,
  type IntTensor,
  type SymbolicIntTensor,
  type SymbolicTensor,
  type Tensor,
  tensor,
} from "shapeproof"
import { einsum, rearrange } from "shapeproof/ops"
import { expectType } from "tsd"

const query = input({ shape: [8, "Tq", 64] })
const key = input({ shape: [8, "Tk", 64] })
const x = input({ shape: [7, 12] })
declare const square: Tensor<["N", "N"]>
declare const counts: IntTensor<[3, 4]>
declare const places: SymbolicIntTensor<["B", 7]>
declare const pattern: string

expectType<SymbolicTensor<["B", 8, "Tq", "Tk"]>>(einsum("bhqd,bhkd->bhqk", query, key))
expectType<SymbolicTensor<["B", 8, "Tq", "Tk"]>>(einsum("...qd, ...kd -> ...qk", query, key))
expectType<SymbolicTensor<["B", 7]>>(einsum("btd,bt->bt", x, places))
expectType<SymbolicTensor<[7, 12, "B"]>>(einsum("btd->tdb", x))

// A letter twice takes the diagonal; without an arrow, the letters that stand once are left.
expectType<Tensor<["N"]>>(einsum("ii->i", square))
expectType<Tensor<[]>>(einsum("ii", square))
expectType<Tensor<[3, 5]>>(
  einsum(
    "ij,jk",
    counts,
    tensor([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]),
  ),
)
expectType<IntTensor<[4, 3]>>(einsum("Aa->aA", counts))

// What is not known leaves the rest as it is.
expectType<SymbolicTensor<readonly Dim[]>>(einsum(pattern, x))

// Attention over any batch and length
const attention = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 512]>): SymbolicTensor<[B, T, 512]> => {
  const heads = rearrange(x, "b t (h d) -> b h t d", { h: 8 })
  const weights = einsum("bhqd,bhkd->bhqk", heads, heads)
  return rearrange(einsum("bhqk,bhkd->bhqd", weights, heads), "b h t d -> b t (h d)")
}
expectType<SymbolicTensor<["B", "T", 512]>>(attention(input({ shape: ["T", 512] })))

// @ts-expect-error einsum: d is 64 in operand 1, but 12 in operand 2
einsum("bhqd,btd->bhqt", query, x)
// @ts-expect-error einsum: operand 2 (bhkd) needs rank 4, got [B, 7, 12]
einsum("bhqd,bhkd->bhqk", query, x)
// @ts-expect-error einsum: output letter z stands in no operand
einsum("btd->btz", x)
// @ts-expect-error einsum: output letter t stands twice
einsum("btd->tt", x)
// @ts-expect-error einsum: operand 1 (b1d) holds 1, which is not a letter
einsum("b1d->bd", x)
// @ts-expect-error einsum: the pattern has 2 operands, got 1 tensor
einsum("btd,btd->b", x)
// @ts-expect-error einsum: t is 7 and also 12 in operand 1
einsum("btt->bt", x)
// @ts-expect-error einsum: the operands have an ellipsis, but the output (b) has none; write it there, or name the axes to sum over
einsum("b...->b", x)
// @ts-expect-error einsum got data and tensors of a graph together; give it one kind
einsum("btd,nm->b", x, square)
