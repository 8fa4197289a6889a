import * as tf from "@tensorflow/tfjs"
import { type CellKind, drawMask, kindOf, weightsOf } from "../kernels/cells.js"
import { kernelsOf } from "../kernels/module.js"
import { options } from "../kernels/work.js"
import { sequenceKernel, usesSequenceKernels } from "../kernels/sequence.js"
import type { Steps } from "./steps.js"

/** A sequence and what its layer says of it. */
export interface Whole {
  readonly cell: tf.RNN["cell"]
  readonly sequence: tf.Tensor
  readonly states: tf.Tensor[]
  readonly training: boolean
  readonly steps: Steps
}

/** The cell as the kernels know it, or why its layer goes step by step, whatever the data. */
export const coverage = (cell: tf.RNN["cell"]): CellKind | string => {
  if (!usesSequenceKernels()) return "the repairs are off"
  if (tf.getBackend() !== "wasm") return `the backend is ${tf.getBackend()}`
  if (kernelsOf(tf.backend()) === undefined) return "this platform's WebAssembly has no SIMD"
  return kindOf(cell)
}

const hasShape = (x: tf.Tensor, ...shape: (number | undefined)[]) =>
  x.dtype === "float32" && x.rank === shape.length && shape.every((size, axis) => size === x.shape[axis])

/** Runs a cell over a whole sequence in one kernel; undefined where no kernel covers it. */
export const runWhole = ({ cell, sequence, states, training, steps }: Whole) => {
  const covered = coverage(cell)
  const weights = weightsOf(cell)
  const { gradientDepth } = tf.engine().state
  // A gradient of a gradient goes through the loop, whose kernels have one.
  if (typeof covered === "string" || weights === undefined || gradientDepth > 1) return undefined
  const [batch = 0, length = 0, features = 0] = sequence.shape
  const [units = 0] = weights.recurrent.shape
  const [state, carry] = states
  const { mask, goBackwards, returnSequences, zeroOutputForMask } = steps
  if (length === 0 || sequence.rank !== 3 || state === undefined) return undefined
  if (!states.every(given => hasShape(given, batch, units))) return undefined
  if (mask !== undefined && mask.size !== batch * length) return undefined

  const dropped = training ? drawMask(cell, "dropout", [batch, features]) : undefined
  const drop = training ? drawMask(cell, "recurrentDropout", [batch, units]) : undefined
  const floats = sequence.cast("float32")
  const bits = [
    goBackwards ? options.backwards : 0,
    returnSequences ? options.sequences : 0,
    zeroOutputForMask ? options.zeroOutput : 0,
    mask ? options.masked : 0,
    drop ? options.dropped : 0,
    gradientDepth > 0 ? options.keeps : 0,
  ]
  const [record, output, ...last] = tf.engine().runKernel<tf.Tensor[]>(
    sequenceKernel,
    {
      x: dropped === undefined ? floats : floats.mul(dropped.expandDims(1)),
      ...weights,
      state,
      ...(carry ? { carry } : {}),
      ...(mask ? { mask: mask.reshape([batch, length]) } : {}),
      ...(drop ? { drop } : {}),
    },
    { ...covered, batch, steps: length, features, units, options: bits.reduce((sum, bit) => sum + bit) },
  )
  if (record === undefined || output === undefined) throw new Error("a sequence has an output")
  if (gradientDepth === 0) record.dispose()
  return { output, states: last }
}
