import { type Dim, type EinsumDense, einsumDense, input, type Params, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const x = input({ shape: ["T", 64] })

expectType<EinsumDense<"ab,bc->ac", 5, "c">>(einsumDense({ equation: "ab,bc->ac", outputShape: 5, biasAxes: "c" }))
expectType<SymbolicTensor<["B", 5]>>(einsumDense({ equation: "ab,bc->ac", outputShape: 5 })(input({ shape: [12] })))
expectType<SymbolicTensor<["B", "T", 5]>>(einsumDense({ equation: "abc,cd->abd", outputShape: [null, 5] })(x))
expectType<SymbolicTensor<["B", "T", 5]>>(einsumDense({ equation: "...c,cd->...d", outputShape: 5 })(x))
// In eight heads of sixteen each, and back.
const heads = einsumDense({ equation: "abc,cde->abde", outputShape: [null, 8, 16], biasAxes: "de" })
expectType<SymbolicTensor<["B", "T", 8, 16]>>(heads(x))
expectType<SymbolicTensor<["B", "T", 64]>>(
  einsumDense({ equation: "abcd,cde->abe", outputShape: [null, 64] })(heads(x)),
)
// Over time: what is behind stays.
expectType<SymbolicTensor<["B", 5, 64]>>(
  einsumDense({ equation: "ab...,bc->ac...", outputShape: 5 })(input({ shape: [7, 64] })),
)

const block = <B extends Dim, T extends Dim>(x: SymbolicTensor<[B, T, 64]>) =>
  einsumDense({ equation: "abc,cd->abd", outputShape: [null, 5] })(x)
expectType<SymbolicTensor<["B", "T", 5]>>(block(x))

declare const count: Params<EinsumDense<"abc,cde->abde", readonly [null, 8, 16], "de">, ["B", "T", 64]>
expectType<8320>(count)

// @ts-expect-error einsumDense(abc,cd->abd) needs an input of rank 3, got [B, 12]
einsumDense({ equation: "abc,cd->abd", outputShape: [null, 5] })(input({ shape: [12] }))
// @ts-expect-error einsumDense(...c,cd->...d) needs an input of rank 2 or more, the batch first, got [B]
einsumDense({ equation: "...c,cd->...d", outputShape: 5 })(input({ shape: [] }))
// @ts-expect-error einsumDense(ab...,bc->ac...) needs an input of rank 2 or more, got [B]
einsumDense({ equation: "ab...,bc->ac...", outputShape: 5 })(input({ shape: [] }))
// @ts-expect-error einsumDense(abc,cd->abd): outputShape says 9 for b, but it is 7 in [B, 7, 12]; write null where the input says it
einsumDense({ equation: "abc,cd->abd", outputShape: [9, 5] })(input({ shape: [7, 12] }))
// @ts-expect-error equation must have the form input,kernel->output, such as abc,cd->abd, each letter once in its term, got ab->b
einsumDense({ equation: "ab->b", outputShape: 5 })
// @ts-expect-error equation must begin input and output with the batch, and leave it out of the kernel, got ab,bc->ca
einsumDense({ equation: "ab,bc->ca", outputShape: 5 })
// @ts-expect-error equation must name the letter k of the kernel in the input or the output too, got ab,bk->a
einsumDense({ equation: "ab,bk->a", outputShape: [] })
// @ts-expect-error equation must name the letter z of the output in the input or the kernel too, got ab,b->az
einsumDense({ equation: "ab,b->az", outputShape: 5 })
// @ts-expect-error outputShape must give 2 sizes [b, d] for abc,cd->abd, got 1
einsumDense({ equation: "abc,cd->abd", outputShape: 5 })
// @ts-expect-error outputShape must give a size for d of abc,cd->abd, which the input does not have, got null
einsumDense({ equation: "abc,cd->abd", outputShape: [null, null] })
// @ts-expect-error outputShape must be a positive integer, got 0
einsumDense({ equation: "ab,bc->ac", outputShape: 0 })
// @ts-expect-error biasAxes must be letters of the output of ab,bc->ac, got b
einsumDense({ equation: "ab,bc->ac", outputShape: 5, biasAxes: "b" })
