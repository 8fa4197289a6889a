import * as tf from "@tensorflow/tfjs"
import { refuse } from "../core/error.js"
import { op } from "../core/op.js"
import type { numbersOf, Result, SecondTensor } from "../core/opTypes.js"
import * as check from "../core/options.js"
import type { AnyTensor, dims, UnknownShape } from "../core/tensor.js"
import { broadcast, type Clash, isClash } from "./broadcast.js"
import { type RuntimeDim, sameDim, showDim } from "./dim.js"
import { type RuntimeShape, show } from "./shape.js"

interface MatMulOptions {
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

/** `[...batch, N, K]` and `[...batch, K, M]` become `[...batch, N, M]`. */
type matMulShape<A, B, transposeA, transposeB> =
  B extends readonly [infer k, infer m] ?
    transposeA | transposeB extends undefined | false ?
      A extends readonly [...infer lead, infer n, k] ?
        [...lead, n, m]
      : matMulOther<A, B, false, false>
    : matMulOther<A, B, transposeA, transposeB>
  : matMulOther<A, B, transposeA, transposeB>
type matMulOther<A, B, transposeA, transposeB> =
  A extends readonly [] | readonly [unknown] ? wantsMatrix<A>
  : B extends readonly [] | readonly [unknown] ? wantsMatrix<B>
  : transposeA extends true ? matMulTwo<A, B, true, transposeB>
  : matMulTwo<A, B, false, transposeB>
type matMulTwo<A, B, transposeA, transposeB> =
  A extends readonly [...infer batchA, infer a1, infer a2] ?
    B extends readonly [...infer batchB, infer b1, infer b2] ?
      transposeB extends true ?
        transposeA extends true ?
          batched<A, B, batchA, batchB, a2, a1, b2, b1, true, true>
        : batched<A, B, batchA, batchB, a1, a2, b2, b1, false, true>
      : transposeA extends true ? batched<A, B, batchA, batchB, a2, a1, b1, b2, true, false>
      : batched<A, B, batchA, batchB, a1, a2, b1, b2, false, false>
    : UnknownShape
  : UnknownShape
type batched<A, B, batchA, batchB, n, k, other, m, transposeA, transposeB> =
  sameDim<k, other> extends "yes" ?
    broadcast<batchA, batchB> extends infer batch ?
      batch extends Clash<infer axis> ? clashes<A, B, axis>
      : batch extends readonly unknown[] ? [...batch, n, m]
      : never
    : never
  : differs<A, B, k, other, m, transposeA, transposeB>
const matMulShape = (a: RuntimeShape, b: RuntimeShape, { transposeA = false, transposeB = false }: MatMulOptions) => {
  for (const shape of [a, b])
    if (shape.length < 2) return refuse(wantsMatrix(shape), "[..., rows, columns]", show(shape))
  const [n, k] = matrix(a, transposeA)
  const [other, m] = matrix(b, transposeB)
  if (!sameDim(k, other)) return refuse(differs(a, b, k, other, m, transposeA, transposeB), showDim(k), showDim(other))
  const batch = broadcast(a.slice(0, -2), b.slice(0, -2))
  return isClash(batch) ? refuse(clashes(a, b, batch.clash), show(a), show(b)) : [...batch, n, m]
}
const matrix = (shape: RuntimeShape, transposed: boolean): readonly [RuntimeDim, RuntimeDim] => {
  const [rows = null, columns = null] = shape.slice(-2)
  return transposed ? [columns, rows] : [rows, columns]
}

type wantsMatrix<In> = `matMul needs matrices [..., rows, columns], got ${show<In>}; expandDims gives it an axis`
const wantsMatrix = (input: RuntimeShape) =>
  `matMul needs matrices [..., rows, columns], got ${show(input)}; expandDims gives it an axis`

type differs<A, B, k, other, m, transposeA, transposeB> =
  `matMul needs ${axis<transposeB, -1, -2>} of the second to be ${showDim<k>}, as ${axis<transposeA, -2, -1>} of the first is, not ${showDim<other>}: got ${show<A>} and ${show<B>}${sameDim<k, m> extends "yes" ? hint<transposeB> : ""}`
type axis<transposed, yes extends number, no extends number> = `axis ${transposed extends true ? yes : no}`
type hint<transposeB> = transposeB extends true ? "; it fits without transposeB" : "; it fits with transposeB"
const differs = (
  a: RuntimeShape,
  b: RuntimeShape,
  k: RuntimeDim,
  other: RuntimeDim,
  m: RuntimeDim,
  transposeA: boolean,
  transposeB: boolean,
) =>
  `matMul needs axis ${transposeB ? -1 : -2} of the second to be ${showDim(k)}, as axis ${transposeA ? -2 : -1} of the first is, not ${showDim(other)}: got ${show(a)} and ${show(b)}${sameDim(k, m) ? hint(transposeB) : ""}`
const hint = (transposeB: boolean) => (transposeB ? "; it fits without transposeB" : "; it fits with transposeB")

type clashes<
  A,
  B,
  axis extends number,
> = `matMul cannot broadcast the batch axes of ${show<A>} and ${show<B>}: axis ${axis} of the second is in the way`
const clashes = (a: RuntimeShape, b: RuntimeShape, axis: number) =>
  `matMul cannot broadcast the batch axes of ${show(a)} and ${show(b)}: axis ${axis} of the second is in the way`

type MatMul = <
  A extends AnyTensor,
  B extends AnyTensor,
  transposeA extends boolean | undefined = undefined,
  transposeB extends boolean | undefined = undefined,
>(
  a: A,
  b: SecondTensor<A, B, matMulShape<A[typeof dims], B[typeof dims], transposeA, transposeB>, "matMul">,
  transposeA?: transposeA,
  transposeB?: transposeB,
) => Result<A, matMulShape<A[typeof dims], B[typeof dims], transposeA, transposeB>, numbersOf<A, B>>

/**
 * The product of matrices: over the last two axes, with the axes before them broadcast.
 *
 * @shape `[...batch, N, K]` and `[...batch, K, M]` to `[...batch, N, M]`
 * @param transposeA whether the last two axes of `a` are swapped first
 * @param transposeB whether the last two axes of `b` are swapped first
 * @throws ShapeError when the summed axes differ, the batch axes do not broadcast, or one has fewer than two axes
 * @example
 * const x = input({ shape: [7, 12] })
 * matMul(x, x, false, true) // => SymbolicTensor<["B", 7, 7]>
 */
export const matMul = op<MatMul, MatMulOptions>({
  name: "matMul",
  inputs: 2,
  options: {
    transposeA: check.option(check.flag, [undefined, true, false]),
    transposeB: check.option(check.flag, [undefined, true, false]),
  },
  shape: (options, a, b) => matMulShape(a, b, options),
  takes: "numbers",
  compute: ({ transposeA, transposeB }, a, b) => tf.matMul(a, b, transposeA, transposeB),
})
