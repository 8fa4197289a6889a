/**
 * Arithmetic on wasm for more than six axes: tfjs's kernels give what lay in the memory, and print a status. Neighbouring
 * axes that both operands have, or that one of them stretches, are one axis to the kernel.
 */
import * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { asWasm, needed, reshaped, run } from "./wasm.js"

const mostAxes = 6

/** A run of axes: how long it is in each operand. */
interface Span {
  readonly a: number
  readonly b: number
}

/** How an axis stretches: not at all, or the first operand or the second. */
const stretched = ({ a, b }: Span): "a" | "b" | "none" =>
  a === b ? "none"
  : a === 1 ? "a"
  : "b"

/** The axes of two shapes, aligned at the end, as few as can be. */
const spansOf = (a: readonly number[], b: readonly number[]): readonly Span[] => {
  const rank = Math.max(a.length, b.length)
  const spans: Span[] = []
  for (let axis = 0; axis < rank; axis++) {
    const next = { a: a[axis - rank + a.length] ?? 1, b: b[axis - rank + b.length] ?? 1 }
    const last = spans.at(-1)
    if (next.a === 1 && next.b === 1) continue
    if (last && stretched(last) === stretched(next))
      spans[spans.length - 1] = { a: last.a * next.a, b: last.b * next.b }
    else spans.push(next)
  }
  return spans
}

const product = (sizes: readonly number[]) => sizes.reduce((whole, size) => whole * size, 1)

/** One operand as large as the result: an axis at a time, so that tiling sees three. The caller disposes the result. */
const spread = (backend: BackendWasm, x: tf.TensorInfo, own: readonly number[], whole: readonly number[]) => {
  let out = x
  for (const [axis, size] of whole.entries()) {
    if (own[axis] === size) continue
    const flat = reshaped(out, [product(whole.slice(0, axis)), 1, product(own.slice(axis + 1))])
    const next = run(backend, "Tile", { x: flat }, { reps: [1, size, 1] })
    if (out !== x) backend.disposeData(out.dataId)
    out = next
  }
  return out
}

/** The kernel behind another that shows it six axes or less. */
export const withManyAxes =
  (original: tf.KernelFunc): tf.KernelFunc =>
  given => {
    const [a, b] = [needed(given.inputs, "a"), needed(given.inputs, "b")]
    const rank = Math.max(a.shape.length, b.shape.length)
    if (rank <= mostAxes) return original(given)
    const backend = asWasm(given.backend)
    const spans = spansOf(a.shape, b.shape)
    const whole = spans.map(span => (span.a === 1 ? span.b : span.a))
    const fits = spans.length <= mostAxes
    const sizes = { a: spans.map(span => span.a), b: spans.map(span => span.b) }
    const left = fits ? reshaped(a, sizes.a) : reshaped(spread(backend, a, sizes.a, whole), [product(whole)])
    const right = fits ? reshaped(b, sizes.b) : reshaped(spread(backend, b, sizes.b, whole), [product(whole)])
    const out = original({ ...given, inputs: { a: left, b: right } })
    for (const [made, from] of [
      [left, a],
      [right, b],
    ] as const)
      if (made.dataId !== from.dataId) backend.disposeData(made.dataId)
    return Array.isArray(out) ? out : reshaped(out, tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape))
  }
