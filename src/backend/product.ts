/** What a product of matrices says about its sizes, before anything is computed. */
import * as tf from "@tensorflow/tfjs"
import { needed } from "./wasm.js"

export interface Product {
  a: tf.TensorInfo
  b: tf.TensorInfo
  transposeA: boolean
  transposeB: boolean
}

export interface Sizes {
  /** The batch axes of the result, the operands' broadcast together. */
  lead: number[]
  batch: number
  batchA: number
  batchB: number
  rows: number
  shared: number
  columns: number
}

export const productOf = (inputs: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap | undefined) => ({
  a: needed(inputs, "a"),
  b: needed(inputs, "b"),
  transposeA: attrs?.["transposeA"] === true,
  transposeB: attrs?.["transposeB"] === true,
})

const lastTwo = ({ shape }: tf.TensorInfo, transpose: boolean): [number, number] => {
  const height = shape.at(-2) ?? 1
  const width = shape.at(-1) ?? 1
  return transpose ? [width, height] : [height, width]
}

export const leadOf = ({ shape }: tf.TensorInfo) => shape.slice(0, -2)

export const sizesOf = ({ a, b, transposeA, transposeB }: Product): Sizes => {
  const [rows, shared] = lastTwo(a, transposeA)
  const [sharedOfB, columns] = lastTwo(b, transposeB)
  if (shared !== sharedOfB) {
    throw new Error(
      `matMul: the inner sizes ${shared} of [${a.shape}] and ${sharedOfB} of [${b.shape}] must match ` +
        `(transposeA=${transposeA}, transposeB=${transposeB})`,
    )
  }
  const lead = tf.broadcast_util.assertAndGetBroadcastShape(leadOf(a), leadOf(b))
  return {
    lead,
    batch: tf.util.sizeFromShape(lead),
    batchA: tf.util.sizeFromShape(leadOf(a)),
    batchB: tf.util.sizeFromShape(leadOf(b)),
    rows,
    shared,
    columns,
  }
}

/** tfjs repeats the batches of the shorter operand one after another, which is broadcasting in these cases only. */
export const needsTiling = ({ batch, batchA, batchB }: Sizes) =>
  (batchA !== batch && batchA !== 1) || (batchB !== batch && batchB !== 1)

/** The numbers of times `Tile` repeats each axis of x so that its batch axes become `lead`, and the shape it needs. */
export const tiling = (x: tf.TensorInfo, lead: number[]) => {
  const own = leadOf(x)
  const padded = [...lead.slice(own.length).map(() => 1), ...own]
  return {
    shape: [...padded, ...x.shape.slice(-2)],
    reps: [...lead.map((size, axis) => (padded[axis] === 1 ? size : 1)), 1, 1],
  }
}
