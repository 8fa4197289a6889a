import { type BoolTensor, type Dim, input, type IntTensor, type SymbolicTensor, type Tensor } from "shapeproof"
import { rearrange, reduce, repeat } from "shapeproof/ops"
import { expectType } from "tsd"

const x = input({ shape: ["T", 512] })
const image = input({ shape: [28, 28, 3] })
const named = input({ shape: ["T", "H*K"] })
declare const mask: BoolTensor<["N", 7]>
declare const counts: IntTensor<["N", 7]>
declare const heads: number
declare const pattern: string

expectType<SymbolicTensor<["B", 8, "T", 64]>>(rearrange(x, "b t (h d) -> b h t d", { h: 8 }))
expectType<SymbolicTensor<["B", "H", "T", "K"]>>(rearrange(named, "b t (h d) -> b h t d", { h: "H" }))
expectType<SymbolicTensor<["B", "512*T"]>>(rearrange(x, "b t d -> b (t d)"))
expectType<SymbolicTensor<["B", 2352]>>(rearrange(image, "b ... -> b (...)"))
expectType<SymbolicTensor<["B", 1, 512, "T"]>>(rearrange(x, "b t d -> b 1 d t"))
expectType<SymbolicTensor<[512, "B", "T"]>>(rearrange(x, "... d -> d ..."))
expectType<BoolTensor<[7, "N"]>>(rearrange(mask, "n t -> t n"))
expectType<SymbolicTensor<["B", number, "T", number]>>(rearrange(x, "b t (h d) -> b h t d", { h: heads }))
expectType<SymbolicTensor<readonly Dim[]>>(rearrange(x, pattern))

expectType<SymbolicTensor<["B", 3]>>(reduce(image, "b h w c -> b c", "mean"))
expectType<SymbolicTensor<["B", 14, 14, 3]>>(reduce(image, "b (h p) (w q) c -> b h w c", "max", { p: 2, q: 2 }))
expectType<SymbolicTensor<["B", 1, 512]>>(reduce(x, "b t d -> b 1 d", "sum"))
expectType<Tensor<["N"]>>(reduce(counts, "n t -> n", "mean"))
expectType<IntTensor<["N"]>>(reduce(mask, "n t -> n", "sum"))

expectType<SymbolicTensor<["B", "T", 4, 512]>>(repeat(x, "b t d -> b t k d", { k: 4 }))
expectType<SymbolicTensor<["B", "2*T", 512]>>(repeat(x, "b t d -> b (t k) d", { k: 2 }))

// @ts-expect-error rearrange: 512 does not divide by h = 7
rearrange(x, "b t (h d) -> b h t d", { h: 7 })
// @ts-expect-error rearrange: b (h d) needs rank 2, got [B, T, 512]
rearrange(x, "b (h d) -> b h d", { h: 8 })
// @ts-expect-error rearrange: (h d) needs a size for all of its names but one, such as { h: 2 }
rearrange(x, "b t (h d) -> b h t d")
// @ts-expect-error rearrange: the pattern has no axis heads
rearrange(x, "b t (h d) -> b h t d", { h: 8, heads: 8 })
// @ts-expect-error rearrange: d stands only before the ->; reduce takes axes away
rearrange(x, "b t d -> b t")
// @ts-expect-error rearrange: k stands only behind the ->; repeat adds axes
rearrange(x, "b t d -> b t d k")
// @ts-expect-error rearrange: an axis is 1 in the pattern, but T in the tensor [B, T, 512]
rearrange(x, "b 1 d -> b d")
// @ts-expect-error rearrange: d is 512 in the tensor, but the sizes make it 64
rearrange(x, "b t d -> b d t", { d: 64 })
// @ts-expect-error h must be a positive integer or a symbol, got -8
rearrange(x, "b t (h d) -> b h t d", { h: -8 })
// @ts-expect-error rearrange: n is N, which has no size on this data; give a number, such as one of x.shape
rearrange(mask, "n t -> t n", { n: "N" })
// @ts-expect-error repeat: k is new and needs a size, such as { k: 2 }
repeat(x, "b t d -> b t k d")
// @ts-expect-error reduce: k stands only behind the ->; repeat adds axes
reduce(image, "b h w c -> b k", "max")
