/** tfjs's einsum, for which it has no kernel on wasm: a product of matrices, with its axes brought in order before and after. */
import * as tf from "@tensorflow/tfjs"
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm"
import { asWasm, reshaped, run } from "./wasm.js"

/** A tensor, and the axis of the whole equation that each of its own is. */
interface Term {
  tensor: tf.TensorInfo
  axes: number[]
}

type Multiply = (a: tf.TensorInfo, b: tf.TensorInfo) => tf.TensorInfo

/** Kernels of which each takes the result of the one before, and what is to be disposed in the end. */
class Steps {
  readonly #made: tf.TensorInfo[] = []
  constructor(readonly backend: BackendWasm) {}

  /** A result that only the next steps need. */
  own(tensor: tf.TensorInfo): tf.TensorInfo {
    this.#made.push(tensor)
    return tensor
  }

  /** Sums the axes that are not kept. */
  sum({ tensor, axes }: Term, isKept: (axis: number) => boolean): Term {
    const axis = axes.flatMap((each, index) => (isKept(each) ? [] : [index]))
    if (axis.length === 0) return { tensor, axes }
    const summed = this.own(run(this.backend, "Sum", { x: tensor }, { axis, keepDims: false }))
    return { tensor: summed, axes: axes.filter(isKept) }
  }

  /** Brings the axes in an order. */
  order({ tensor, axes }: Term, wanted: number[]): tf.TensorInfo {
    const perm = wanted.map(axis => axes.indexOf(axis))
    if (perm.every((axis, index) => axis === index)) return tensor
    return this.own(run(this.backend, "Transpose", { x: tensor }, { perm }))
  }

  /** Gives a result that stays, and disposes what was made on the way. */
  end(result: tf.TensorInfo): tf.TensorInfo {
    const isOwn = this.#made.some(({ dataId }) => dataId === result.dataId)
    const kept = isOwn ? result : run(this.backend, "Identity", { x: result })
    for (const { dataId } of this.#made) if (dataId !== result.dataId) this.backend.disposeData(dataId)
    return { ...kept, shape: result.shape }
  }
}

const sizeOf = (axes: number[], { tensor, axes: own }: Term) =>
  axes.reduce((size, axis) => size * (tensor.shape[own.indexOf(axis)] ?? 1), 1)

const ofTwo = (steps: Steps, given: readonly [Term, Term], out: number[], multiply: Multiply): tf.TensorInfo => {
  const isOut = (axis: number) => out.includes(axis)
  const a = steps.sum(given[0], axis => isOut(axis) || given[1].axes.includes(axis))
  const b = steps.sum(given[1], axis => isOut(axis) || given[0].axes.includes(axis))
  const batch = out.filter(axis => a.axes.includes(axis) && b.axes.includes(axis))
  const rows = out.filter(axis => !b.axes.includes(axis))
  const columns = out.filter(axis => !a.axes.includes(axis))
  const shared = a.axes.filter(axis => !isOut(axis))
  const [count, height, depth, width] = [sizeOf(batch, a), sizeOf(rows, a), sizeOf(shared, a), sizeOf(columns, b)]
  const left = reshaped(steps.order(a, [...batch, ...rows, ...shared]), [count, height, depth])
  const right = reshaped(steps.order(b, [...batch, ...shared, ...columns]), [count, depth, width])
  const isOneByOne = shared.length === 0 && rows.length === 0 && columns.length === 0
  const product = isOneByOne ? run(steps.backend, "Multiply", { a: left, b: right }) : multiply(left, right)
  const shape = [...batch, ...rows, ...columns].map(axis => sizeOf([axis], a.axes.includes(axis) ? a : b))
  steps.own(product)
  return steps.order({ tensor: reshaped(product, shape), axes: [...batch, ...rows, ...columns] }, out)
}

export const einsum =
  (multiply: (backend: BackendWasm, a: tf.TensorInfo, b: tf.TensorInfo) => tf.TensorInfo): tf.KernelFunc =>
  ({ inputs, backend, attrs }) => {
    const wasm = asWasm(backend)
    const tensors = Object.values(inputs).flatMap(tensor => (tensor ? [tensor] : []))
    const { allDims, summedDims, idDims } = tf.backend_util.decodeEinsumEquation(
      `${attrs?.["equation"]}`,
      tensors.length,
    )
    const sizes: (number | undefined)[] = []
    const terms = tensors.map((tensor, index): Term => ({ tensor, axes: idDims[index] ?? [] }))
    for (const { tensor, axes } of terms) {
      if (axes.length !== tensor.shape.length) {
        throw new Error(`einsum: a term of ${axes.length} axes for a tensor [${tensor.shape}]`)
      }
      for (const [index, axis] of axes.entries()) {
        const size = tensor.shape[index]
        if (sizes[axis] !== undefined && sizes[axis] !== size) {
          throw new Error(`einsum: the axis ${allDims[axis]} is ${sizes[axis]} in one tensor and ${size} in another`)
        }
        sizes[axis] = size
      }
    }
    const out = allDims.flatMap((_, axis) => (summedDims.includes(axis) ? [] : [axis]))
    const steps = new Steps(wasm)
    const [first, second] = terms
    if (!first) throw new Error("einsum: there is no tensor")
    if (second) return steps.end(ofTwo(steps, [first, second], out, (a, b) => multiply(wasm, a, b)))
    const summed = steps.sum(first, axis => out.includes(axis))
    return steps.end(steps.order(summed, out))
  }
