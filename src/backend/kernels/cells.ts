/** What the kernels for whole sequences need to know of a recurrent cell. */
import * as tf from "@tensorflow/tfjs"

/** The numbers by which the kernels know a cell: SIMPLE, LSTM, GRU, and from it on by one the GRU that resets after. */
const kinds: Record<string, number> = { SimpleRNNCell: 0, LSTMCell: 1, GRUCell: 2 }
const resettingAfter = 3

/** The numbers by which the kernels know an activation, by tfjs's class names. */
const activations: Record<string, number> = {
  tanh: 0,
  sigmoid: 1,
  relu: 2,
  hardSigmoid: 3,
  kerasHardSigmoid: 4,
  linear: 5,
}

export interface CellKind {
  readonly kind: number
  readonly activation: number
  readonly recurrentActivation: number
}

export interface CellWeights {
  readonly kernel: tf.Tensor
  readonly recurrent: tf.Tensor
  readonly bias?: tf.Tensor
}

const activationOf = (cell: tf.RNN["cell"], name: string): string => {
  const activation: unknown = Reflect.get(cell, name)
  return activation instanceof tf.serialization.Serializable ? activation.getClassName() : "tanh"
}

/** How the kernels know a cell, or why they do not. */
export const kindOf = (cell: tf.RNN["cell"]): CellKind | string => {
  const kind = kinds[cell.getClassName()]
  if (kind === undefined) return `the cell is a ${cell.getClassName()}`
  const names = [activationOf(cell, "activation"), activationOf(cell, "recurrentActivation")]
  const [activation, recurrentActivation] = names.map(name => activations[name])
  if (activation === undefined || recurrentActivation === undefined)
    return `the activation ${names.find(name => activations[name] === undefined)} has no kernel`
  return { kind: Reflect.get(cell, "resetAfter") === true ? resettingAfter : kind, activation, recurrentActivation }
}

const weightOf = (cell: tf.RNN["cell"], name: string): tf.Tensor | undefined => {
  const variable: unknown = Reflect.get(cell, name)
  return variable instanceof tf.LayerVariable ? variable.read() : undefined
}

export const weightsOf = (cell: tf.RNN["cell"]): CellWeights | undefined => {
  const [kernel, recurrent, bias] = [
    weightOf(cell, "kernel"),
    weightOf(cell, "recurrentKernel"),
    weightOf(cell, "bias"),
  ]
  if (kernel === undefined || recurrent === undefined) return undefined
  return bias === undefined ? { kernel, recurrent } : { kernel, recurrent, bias }
}

type Part = "dropout" | "recurrentDropout"

/** Draws the dropout masks of a sequence as the cell itself would in its first step; gives the one that is used. */
export const drawMask = (cell: tf.RNN["cell"], part: Part, shape: number[]): tf.Tensor | undefined => {
  const rate: unknown = Reflect.get(cell, part)
  if (typeof rate !== "number" || rate <= 0 || rate >= 1) return undefined
  const own: unknown = Reflect.get(cell, "dropoutFunc")
  // tfjs's LSTM draws one for each gate, and uses the first for all.
  const count = cell.getClassName() === "LSTMCell" ? 4 : 1
  const masks = Array.from({ length: count }, () => {
    const ones = tf.ones(shape)
    const mask: unknown = typeof own === "function" ? own(ones, rate) : tf.dropout(ones, rate)
    if (!(mask instanceof tf.Tensor)) throw new Error("dropoutFunc must give a tensor")
    return tf.keep(mask.clone())
  })
  Reflect.set(cell, `${part}Mask`, count === 1 ? masks[0] : masks)
  return masks[0]
}
